import type { Kysely } from 'kysely';
import type { SpanClicks } from '#db/queries/dashboard-span.server.ts';
import { countImportsWithErrors, countLateDeliverables, countRightsEnding, getSentiment, listCampaignActivity, listClicksOfSpan } from '#db/queries/dashboard-span.server.ts';
import { countDisputes } from '#db/queries/dispute.server.ts';
import { countSignOffs } from '#db/queries/sign-off-pages.server.ts';
import type { Database } from '#db/schema.ts';
import type { MoneyFacts } from '#app/domain/finance/collaboration-money.ts';
import { collaborationMoney } from '#app/domain/finance/collaboration-money.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { SpanDays, SpanFigures } from '#app/domain/movement.ts';
import { moneyAtRiskMinor, moveReason } from '#app/domain/movement.ts';
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

export interface SpanQuestion {
  readonly workspaceId: string;
  readonly campaignId: string;
  readonly currency: string;
  readonly days: SpanDays;
  readonly before: SpanDays | null;
}

interface SpanTotal extends SpanFigures {
  readonly automated: number;
  /** Cost that accrued in the days. */
  readonly accruedMinor: number;
}

const LISTED = 5;

/** A campaign's figures over some days beside those before, and the collaborations that moved most, each with why. */
export async function loadSpan(db: Kysely<Database>, members: readonly Member[], { workspaceId, campaignId, currency, days, before }: SpanQuestion) {
  const [clicksNow, clicksBefore] = await Promise.all([
    listClicksOfSpan(db, workspaceId, campaignId, days), before ? listClicksOfSpan(db, workspaceId, campaignId, before) : [],
  ]);
  const now = figuresBy(members, clicksNow, days, currency);
  const then = before ? figuresBy(members, clicksBefore, before, currency) : null;
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

function figuresBy(members: readonly Member[], clicks: readonly SpanClicks[], { from, through }: SpanDays, currency: string): SpanTotal[] {
  const clicksOf = new Map(clicks.map((each) => [each.collaborationId, each]));
  return members.map((member) => {
    const [end, start] = [collaborationMoney(member, currency, through), collaborationMoney(member, currency, addDays(from, -1))];
    const within = member.credits.filter(({ day }) => day >= from && day <= through);
    const own = clicksOf.get(member.id);
    return {
      revenueMinor: end.revenueMinor - start.revenueMinor, accruedMinor: end.accruedMinor - start.accruedMinor, orders: within.reduce((sum, { orders }) => sum + orders, 0),
      clicks: own?.people ?? 0, automated: own?.automated ?? 0,
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
