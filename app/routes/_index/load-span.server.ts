import type { Kysely } from 'kysely';
import { countImportsWithErrors, countLateDeliverables, countRightsEnding, getSentiment, listCampaignActivity } from '#db/queries/dashboard-span.server.ts';
import type { ClickSum } from '#db/queries/day-sums.server.ts';
import { countDisputes } from '#db/queries/dispute.server.ts';
import { countSignOffs } from '#db/queries/sign-off-pages.server.ts';
import type { Database } from '#db/schema.ts';
import type { MoneyFacts } from '#app/domain/finance/collaboration-money.ts';
import { collaborationMoney } from '#app/domain/finance/collaboration-money.ts';
import { groupBy } from '#app/domain/group.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { SpanDays, SpanFigures } from '#app/domain/movement.ts';
import { moneyAtRiskMinor, moveReason } from '#app/domain/movement.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { addDays } from '#app/domain/period.ts';
import type { Platform } from '#app/domain/kol.ts';
import type { RoiLine } from '#app/domain/proposals/roi-groups.ts';
import type { Light } from '#app/domain/scoring/light.ts';

/** A collaboration with its money and who it is of. */
export interface Member extends Omit<MoneyFacts, 'credits'> {
  readonly id: string;
  readonly kolName: string;
  readonly platform: Platform;
  readonly credits: readonly (MoneyFacts['credits'][number] & { readonly orders: number })[];
}

export interface ComparedDays {
  readonly days: SpanDays;
  readonly before: SpanDays | null;
}

/** The days that credits and clicks have to be added up to for `compareSpans`. */
export function endsOf({ days, before }: ComparedDays): CalendarDay[] {
  return [days, ...(before ? [before] : [])].flatMap(({ from, through }) => [addDays(from, -1), through]);
}

interface SpanTotal extends SpanFigures {
  readonly automated: number;
  /** Cost that accrued in the days. */
  readonly accruedMinor: number;
}

const LISTED = 5;

/**
 * A campaign's figures over some days beside those before, and the collaborations that moved most, each with why. Credits and clicks are by day, or
 * added up to the days of `endsOf` at least.
 */
export function compareSpans(members: readonly Member[], clicks: readonly ClickSum[], { days, before }: ComparedDays, currency: string) {
  const clicksOf = groupBy(clicks, (each) => each.collaborationId);
  const now = figuresBy(members, clicksOf, days, currency);
  const then = before ? figuresBy(members, clicksOf, before, currency) : null;
  const moves = then === null ? [] : members.map((member, index) => {
    const [from = NOTHING, to = NOTHING] = [then[index], now[index]];
    return {
      collaborationId: member.id, kolName: member.kolName, platform: member.platform, revenueMinor: to.revenueMinor, changeMinor: to.revenueMinor - from.revenueMinor,
      why: moveReason(from, to), clicks: { before: from.clicks, after: to.clicks }, orders: { before: from.orders, after: to.orders },
    };
  }).filter((move) => move.changeMinor !== 0).sort((a, b) => Math.abs(b.changeMinor) - Math.abs(a.changeMinor) || (a.collaborationId < b.collaborationId ? -1 : 1));
  return { days, before, total: totalOf(now), totalBefore: then && totalOf(then), movers: moves.slice(0, LISTED) };
}

const NOTHING: SpanTotal = { revenueMinor: 0, orders: 0, clicks: 0, automated: 0, accruedMinor: 0 };

function figuresBy(members: readonly Member[], clicks: ReadonlyMap<string, readonly ClickSum[]>, span: SpanDays, currency: string): SpanTotal[] {
  const isWithin = ({ day }: { readonly day: CalendarDay }) => day >= span.from && day <= span.through;
  return members.map((member) => {
    const [end, start] = [collaborationMoney(member, currency, span.through), collaborationMoney(member, currency, addDays(span.from, -1))];
    const own = (clicks.get(member.id) ?? []).filter(isWithin);
    return {
      revenueMinor: end.revenueMinor - start.revenueMinor, accruedMinor: end.accruedMinor - start.accruedMinor,
      orders: member.credits.filter(isWithin).reduce((sum, { orders }) => sum + orders, 0),
      clicks: own.reduce((sum, { people }) => sum + people, 0), automated: own.reduce((sum, { automated }) => sum + automated, 0),
    };
  });
}

function totalOf(all: readonly SpanTotal[]): SpanTotal {
  const sum = (pick: (one: SpanTotal) => number) => all.reduce((total, one) => total + pick(one), 0);
  return { revenueMinor: sum((one) => one.revenueMinor), orders: sum((one) => one.orders), clicks: sum((one) => one.clicks), automated: sum((one) => one.automated), accruedMinor: sum((one) => one.accruedMinor) };
}

export interface AtRisk {
  readonly collaborationId: string;
  readonly kolName: string;
  readonly platform: Platform;
  readonly light: Light;
  /** Committed and not used up yet, and the part of it that may be lost. */
  readonly remainingMinor: number;
  readonly riskMinor: number;
  readonly probabilityRoiBelow1: number;
}

/** The five collaborations with most money at risk. Only for those who may see costs. */
export function worstAtRisk(members: readonly Member[], rows: readonly RoiLine[], currency: string, asOf: string): AtRisk[] {
  const byId = new Map(members.map((member) => [member.id, member]));
  return rows.flatMap((row) => {
    const member = byId.get(row.key);
    if (!member || !row.atClose) return [];
    const { standingMinor, accruedMinor } = collaborationMoney(member, currency, asOf);
    const remainingMinor = Math.max(0, standingMinor - accruedMinor);
    const probabilityRoiBelow1 = row.atClose.probability.roiBelow1;
    const riskMinor = moneyAtRiskMinor(remainingMinor, probabilityRoiBelow1);
    return riskMinor > 0 ? [{ collaborationId: row.key, kolName: member.kolName, platform: member.platform, light: row.light, remainingMinor, riskMinor, probabilityRoiBelow1 }] : [];
  }).sort((a, b) => b.riskMinor - a.riskMinor || (a.collaborationId < b.collaborationId ? -1 : 1)).slice(0, LISTED);
}

const IMPORT_ERRORS_DAYS = 14;
const DAY_MS = 86_400_000;
const ACTIVITY_LINES = 8;

export interface LooseEndsQuestion {
  readonly workspaceId: string;
  readonly campaignId: string;
  readonly today: string;
  readonly now: Date;
  /** Kinds of file that the person may import; what others rejected is theirs to see. */
  readonly importKinds: readonly ImportKind[];
}

/** What else waits for somebody, how the comments are, and what happened last. */
export async function loadLooseEnds(db: Kysely<Database>, { workspaceId, campaignId, today, now, importKinds }: LooseEndsQuestion) {
  const [sentiment, lateDeliverables, imports, rightsEnding, signOffs, activity, disputes] = await Promise.all([
    getSentiment(db, workspaceId, campaignId, now), countLateDeliverables(db, workspaceId, campaignId, today),
    importKinds.length === 0 ? { imports: 0, rows: 0 } : countImportsWithErrors(db, workspaceId, importKinds, new Date(now.getTime() - IMPORT_ERRORS_DAYS * DAY_MS)),
    countRightsEnding(db, workspaceId, today), countSignOffs(db, workspaceId, ['open']), listCampaignActivity(db, workspaceId, campaignId, ACTIVITY_LINES),
    countDisputes(db, workspaceId, ['open']),
  ]);
  return { sentiment, lateDeliverables, imports, rightsEnding, signOffs, activity, disputes };
}
