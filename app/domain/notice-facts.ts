import * as z from 'zod';
import { PAYMENT_STAGES } from './cost.ts';
import { disputedFigureSchema } from './dispute.ts';
import { signOffKindSchema } from './finance/sign-off.ts';
import { importKindSchema } from './ingestion/import-run.ts';
import { CHANNEL_KINDS, SEND_PROBLEMS } from './notice-channel.ts';
import type { NoticeKind } from './notice.ts';
import type { Seat } from './permission.ts';
import { SCRIPT_TURNS } from './script.ts';

/** Whom it is about, by name: no contact of a KOL and nothing of a buyer is ever a fact of a notice. */
const collaboration = { collaborationId: z.string(), kolName: z.string(), campaignName: z.string() };
const day = z.string();
const count = z.int();
const money = { amountMinor: z.int().nullable(), currency: z.string().nullable() };
const budget = { slug: z.string(), campaignName: z.string(), plannedMinor: z.int(), forecastMinor: z.int(), currency: z.string() };
const signOff = { requestId: z.string(), asks: signOffKindSchema, requestedByName: z.string(), deadlineAt: z.iso.datetime(), ...money };

/** What a notice tells, by kind: facts only; texts are made of them for each reader, by language and rights. Amounts in minor units. */
export const noticeFactsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('fuse_tripped'), ...collaboration, periods: count, lastDay: day, revenueMinor: z.int(), costMinor: z.int(), currency: z.string(),
  }),
  z.object({ kind: z.literal('light_red'), ...collaboration, since: day, roiAtClose: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }),
  z.object({ kind: z.literal('coupon_leaked'), ...collaboration, coupon: z.string(), fromDay: day, orders: count.nullable(), site: z.string().nullable() }),
  z.object({ kind: z.literal('suspicious_clicks'), ...collaboration, day, sign: z.enum(['automated', 'repeated']), clicks: count, usual: count }),
  z.object({ kind: z.literal('late_clicks'), ...collaboration, endsOn: day, clicks: count, days: count }),
  /** With what a cut plan would take back, and from how many; 0 where nothing can be cut. */
  z.object({ kind: z.literal('budget_over'), ...budget, cutMinor: z.int().default(0), partners: count.default(0) }),
  z.object({ kind: z.literal('budget_full'), ...budget }),
  z.object({ kind: z.literal('cost_overrun'), ...budget }),
  z.object({ kind: z.literal('revenue_swing'), slug: z.string(), campaignName: z.string(), expectedMinor: z.int(), revenueMinor: z.int(), currency: z.string() }),
  z.object({ kind: z.literal('sign_off_due'), ...signOff }),
  z.object({ kind: z.literal('sign_off_asked'), ...signOff }),
  z.object({
    kind: z.literal('payment_waiting'), paymentId: z.string(), kolName: z.string(), campaignName: z.string(), stage: z.enum(PAYMENT_STAGES), requestedByName: z.string(),
    amountMinor: z.int(), currency: z.string(),
  }),
  z.object({ kind: z.literal('dispute_open'), disputeId: z.string(), ...collaboration, figure: disputedFigureSchema, openedByName: z.string(), dueAt: z.iso.datetime(), isOverdue: z.boolean() }),
  z.object({ kind: z.literal('approval_overdue'), ...collaboration, turn: z.enum(SCRIPT_TURNS), dueOn: day }),
  z.object({ kind: z.literal('review_due'), slug: z.string(), campaignName: z.string(), periodNumber: count, startDay: day, lastDay: day }),
  z.object({ kind: z.literal('rights_ending'), assetId: z.string(), title: z.string(), assets: count, untilDay: day, daysLeft: count }),
  z.object({ kind: z.literal('import_failed'), importId: z.string(), imports: importKindSchema, fileName: z.string(), outcome: z.enum(['failed', 'refused']), rejected: count }),
  z.object({ kind: z.literal('deliveries_failing'), shop: z.string(), deliveries: count, day }),
  z.object({ kind: z.literal('channel_paused'), channelId: z.string(), name: z.string(), channelKind: z.enum(CHANNEL_KINDS), problem: z.enum(SEND_PROBLEMS) }),
]);
export type NoticeFacts = z.infer<typeof noticeFactsSchema>;
export type FactsOf<Kind extends NoticeKind> = Extract<NoticeFacts, { kind: Kind }>;

/** Something that holds now. The same thing found again has the same key, so that it is noted once, by constraint. */
export interface FoundNotice {
  readonly key: string;
  /** When it came about, as far as that is known. */
  readonly happenedAt: Date;
  /** The seats that it waits for; null where it waits for none. */
  readonly seats: readonly Seat[] | null;
  readonly facts: NoticeFacts;
}

/** The key of something by what makes it the same thing again. */
export function noticeKey(kind: NoticeKind, ...parts: readonly (string | number)[]): string {
  return [kind, ...parts].join(':');
}
