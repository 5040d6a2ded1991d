import type { Kysely, Transaction } from 'kysely';
import { deleteDirtyMarks, hasDirtyDays, listDirtyMarks, markReviewDue, takeDirtyDays } from '#db/queries/dirty-day.server.ts';
import type { DaySpan, GrossShare, RefundedOrder } from '#db/queries/rollup.server.ts';
import {
  clickDayIsComplete, listClickedDays, listCreditedDays, listRefundedOrders, rebuildClickDay, rebuildCreditDays,
} from '#db/queries/rollup.server.ts';
import { extendRolledMonths, findRolledMonth, hasDaysBefore, rebuildClickMonths, rebuildCreditMonths } from '#db/queries/rollup-month.server.ts';
import { inOrder, inPipelinedTransaction } from '#db/queries/pipeline.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { lockWorkspace } from '#db/queries/transaction.server.ts';
import { getWorkspace, listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { Automation } from '#app/domain/attribution/counted-clicks.ts';
import { countedAutomations } from '#app/domain/attribution/counted-clicks.ts';
import { attributeFrozen } from '#app/domain/attribution/frozen-attribution.ts';
import { grossReportingMinor } from '#app/domain/ingestion/derive-order.ts';
import { addDays, dayOf, monthOf, startOfDay } from '#app/domain/period.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { log } from '#app/lib/log.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from './doing.ts';
import { eachInTurn, workspacePlace } from './each-in-turn.server.ts';
import type { OrderContext } from './order-context.server.ts';
import { loadOrderContext } from './order-context.server.ts';
import { rebuildAttribution } from './rebuild-attribution.server.ts';

/** Clicks of the last moments of a day are committed within this time after it. */
const LATE_CLICKS_MS = 10 * 60_000;

/**
 * Brings the roll-ups by day up to date with the facts, by rebuilding each marked day whole: nothing is ever incremented, so a
 * run that was cut short or ran twice leaves the same bytes. Today's clicks carry no mark (a redirect writes its click and nothing else),
 * so today is compared by count; so is yesterday shortly after midnight. Idle workspaces cost a few look-ups. Without a workspace it settles them all, one brand's trouble holding up
 * no other; run it every few seconds.
 */
export async function settleRollups(db: Kysely<Database>, { workspaceId, now }: { readonly workspaceId?: string; readonly now: Date }): Promise<void> {
  const workspaces = workspaceId === undefined ? await listWorkspaces(db) : [await getWorkspace(db, workspaceId)];
  await eachInTurn(workspaces, workspacePlace, async (workspace) => {
    await settleAttribution(db, workspace.id, now);
    await settleCredits(db, workspace.id);
    await settleClicks(db, workspace, now);
    await settleMonths(db, workspace, now);
  });
}

/**
 * Settles a workspace right after something was taken in, so that the next read sees it. What was taken in is stored already and the
 * worker settles too, so a failure here is logged and no failure of the request.
 */
export async function settleAfterIntake(db: Kysely<Database>, at: { readonly workspaceId: string; readonly now: Date }): Promise<void> {
  try {
    await settleRollups(db, at);
  } catch (error) {
    log.warn({ err: error, workspaceId: at.workspaceId }, 'roll-ups could not be settled at once; the worker will');
  }
}

/** Rebuilds the marked days of credits. */
async function settleCredits(db: Kysely<Database>, workspaceId: string): Promise<void> {
  if (!(await hasDirtyDays(db, workspaceId, 'credit'))) return;
  await inPipelinedTransaction(db, async (trx) => {
    const [, days, context] = await inOrder(trx, [
      () => lockWorkspace(trx, workspaceId, 'rollups'), () => takeDirtyDays(trx, workspaceId, 'credit'), () => loadOrderContext(trx, workspaceId),
    ]);
    await rebuildCredits(trx, context, days);
    const [day] = days;
    if (day !== undefined) await markReviewDue(trx, workspaceId, { day, id: newId() });
  });
}

/** Rebuilds every day there is, marked or not: the proof that the roll-ups follow from the facts, and the repair if they did not. */
export async function rebuildRollups(db: Kysely<Database>, workspaceId: string): Promise<void> {
  const { timeZone } = await getWorkspace(db, workspaceId);
  await db.transaction().execute(async (trx) => {
    await lockWorkspace(trx, workspaceId, 'rollups');
    await takeDirtyDays(trx, workspaceId, 'credit');
    await takeDirtyDays(trx, workspaceId, 'click');
    await rebuildCredits(trx, await loadOrderContext(trx, workspaceId), await listCreditedDays(trx, workspaceId));
    const counted = await countedClicks(trx, workspaceId);
    const clicked = await listClickedDays(trx, workspaceId, timeZone);
    for (const day of clicked) await rebuildClickDay(trx, workspaceId, spanOf(day, timeZone), counted);
    await rebuildClickMonths(trx, workspaceId, clicked);
  });
}

/** Decides orders anew that arrived before the collaboration they belong to was known, or whose flight or coupon was changed. */
async function settleAttribution(db: Kysely<Database>, workspaceId: string, now: Date): Promise<void> {
  const marks = await listDirtyMarks(db, workspaceId, 'attribution');
  const [first] = marks;
  const last = marks.at(-1);
  if (!first || !last) return;
  await rebuildAttribution(db, workspaceId, { fromDay: first.day, toDay: last.day }, { now, actor: PORTAL_ACTOR });
  await deleteDirtyMarks(db, workspaceId, 'attribution', marks.map((mark) => mark.id));
}

async function settleClicks(db: Kysely<Database>, { id, timeZone }: { readonly id: string; readonly timeZone: string }, now: Date): Promise<void> {
  const unmarked = new Set([dayOf(now, timeZone), dayOf(now.getTime() - LATE_CLICKS_MS, timeZone)]);
  const behind: CalendarDay[] = [];
  for (const day of unmarked) if (!(await clickDayIsComplete(db, id, spanOf(day, timeZone)))) behind.push(day);
  if (behind.length === 0 && !(await hasDirtyDays(db, id, 'click'))) return;
  await db.transaction().execute(async (trx) => {
    await lockWorkspace(trx, id, 'rollups');
    const days = new Set([...behind, ...(await takeDirtyDays(trx, id, 'click'))]);
    const counted = await countedClicks(trx, id);
    for (const day of [...days].sort()) await rebuildClickDay(trx, id, spanOf(day, timeZone), counted);
    await rebuildClickMonths(trx, id, [...days]);
  });
}

/** Months that began this long ago and are over still get late orders, refunds and clicks each day: they stay in days alone. */
const OPEN_DAYS = 62;

/** Adds up by month what is old enough, once a month. */
async function settleMonths(db: Kysely<Database>, { id, timeZone }: { readonly id: string; readonly timeZone: string }, now: Date): Promise<void> {
  const before = monthOf(addDays(dayOf(now, timeZone), -OPEN_DAYS));
  const known = await findRolledMonth(db, id);
  if (known === null ? !(await hasDaysBefore(db, id, before)) : known >= before) return;
  await db.transaction().execute(async (trx) => {
    await lockWorkspace(trx, id, 'rollups');
    await extendRolledMonths(trx, id, before);
  });
}

async function countedClicks(trx: Transaction<Database>, workspaceId: string): Promise<Automation[]> {
  return countedAutomations((await getPolicy(trx, workspaceId)).policy.attribution);
}

function spanOf(day: CalendarDay, timeZone: string): DaySpan {
  return { day, startAt: startOfDay(day, timeZone), endAt: startOfDay(addDays(day, 1), timeZone) };
}

async function rebuildCredits(trx: Transaction<Database>, context: OrderContext, days: readonly CalendarDay[]): Promise<void> {
  if (days.length === 0) return;
  const refunded = await listRefundedOrders(trx, context.workspaceId, days);
  await rebuildCreditDays(trx, context.workspaceId, days, refunded.flatMap((order) => grossShares(order, context)));
  await rebuildCreditMonths(trx, context.workspaceId, days);
}

/** What a refunded order brought before its refunds, divided as its credit is: a wholly refunded one has credits of 0, which no proportion can be read from. */
function grossShares(order: RefundedOrder, { rules, policy }: OrderContext): GrossShare[] {
  const grossMinor = grossReportingMinor(order, order.rate, rules) ?? 0;
  const attributable = { placedAt: order.placedAt, discountCodes: [], clickId: null, utmContent: null, netMinor: grossMinor };
  const { credits } = attributeFrozen(attributable, order, policy, rules.timeZone);
  return credits.map(({ collaborationId, amounts }) => ({ shop: order.shop, orderId: order.orderId, collaborationId, amounts }));
}
