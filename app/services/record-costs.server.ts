import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { listCollaborations } from '#db/queries/collaboration.server.ts';
import type { CostItemRecord } from '#db/queries/cost.server.ts';
import { listCostItemsOf, upsertCostItems } from '#db/queries/cost.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { listSpendingStops } from '#db/queries/spending-stop.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { CostKind } from '#app/domain/cost.ts';
import { toReportingMinor } from '#app/domain/exchange-rate.ts';
import type { PeriodRefusal } from '#app/domain/finance/period-lock.ts';
import { periodLockRefusal } from '#app/domain/finance/period-lock.ts';
import type { SpendingStop } from '#app/domain/finance/spending-stop.ts';
import { mayCommit } from '#app/domain/finance/spending-stop.ts';
import { amountText } from '#app/domain/money.ts';
import type { TierLocked } from '#app/domain/tier-lock.ts';
import { refuseMoney } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from './books.server.ts';
import { frozenRate, openBooks } from './books.server.ts';
import { costIdentity, costKey, referenceIdentity } from './cost-identity.server.ts';
import type { Doing } from './doing.ts';
import { lockPeriods } from './lock-periods.server.ts';
import { postMoney } from './post-money.server.ts';
import { readTierStandings } from './tier-locks.server.ts';

export interface NewCost {
  readonly collaborationId: string;
  readonly kind: CostKind;
  /** 0 for a commission by share. */
  readonly amountMinor: number;
  readonly currency: string;
  /** For a commission: share of credited revenue. */
  readonly commissionBasisPoints?: number | null;
  readonly incurredOn: string | null;
  /** true where nothing is said. */
  readonly cancellable?: boolean | null;
  readonly note?: string | null;
  /**
   * Which of several equal costs of the collaboration this is, from 0: given by imports, where the n-th equal row of a file is
   * the n-th such cost however often the file is read. Without it the cost is a further one.
   */
  readonly ordinal?: number;
  /** The source's own name of the cost: by it the cost is the same whatever its amount has become, and its ordinal does not count. */
  readonly reference?: string | null;
}

export type RecordCostsOutcome =
  | { readonly status: 'recorded'; readonly results: readonly ('created' | 'updated' | 'unchanged')[] }
  | { readonly status: 'collaboration-unknown'; readonly index: number }
  /** Its fuse has tripped, or its pilot is used up: nothing may be committed before sign-off. Nothing was recorded. */
  | { readonly status: 'spending-stopped'; readonly index: number; readonly stop: SpendingStop }
  /** Finance keeps the money of its tier as it is. Nothing was recorded. */
  | { readonly status: 'tier-locked'; readonly index: number; readonly refusal: TierLocked }
  /** It is dated into a month that finance closed. Nothing was recorded. */
  | { readonly status: 'period-closed'; readonly index: number; readonly refusal: PeriodRefusal };

/** Records what was promised for collaborations, each with its rate to the reporting currency frozen (product.md section 7). All or nothing. */
export async function recordCosts(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly costs: readonly NewCost[] }, doing: Doing,
): Promise<RecordCostsOutcome> {
  return await inTransaction(db, async (trx) => {
    const ids = [...new Set(input.costs.map((cost) => cost.collaborationId))];
    const known = new Set((await listCollaborations(trx, input.workspaceId, ids)).map((row) => row.id));
    const index = input.costs.findIndex((cost) => !known.has(cost.collaborationId));
    if (index !== -1) return { status: 'collaboration-unknown', index };
    const books = await openBooks(trx, input.workspaceId, doing.now);
    const [closed] = await findClosedCosts(trx, books, input.costs, doing.now);
    if (closed) return { status: 'period-closed', index: closed[0], refusal: closed[1] };
    const [stopped] = await findStoppedCosts(trx, books, input.costs, doing.now);
    if (stopped) return { status: 'spending-stopped', index: stopped[0], stop: stopped[1] };
    const [held] = await findHeldCosts(trx, books, input.costs, doing.now);
    if (held) return { status: 'tier-locked', index: held[0], refusal: held[1] };
    return { status: 'recorded', results: await writeCosts(trx, books, input.costs, doing) };
  });
}

/**
 * Costs that would change a closed month, by their place among those given: new ones dated into it, and those of it whose amount becomes another. Read again with the same
 * amount they change nothing. Takes the ledger's turn, so that no month is closed meanwhile.
 */
export async function findClosedCosts(trx: Transaction<Database>, books: Books, costs: readonly NewCost[], now: Date): Promise<Map<number, PeriodRefusal>> {
  const closed = await lockPeriods(trx, books.workspace.id);
  const refused = new Map<number, PeriodRefusal>();
  if (closed.length === 0) return refused;
  for (const { index, before, row } of await recordsOf(trx, books, costs, now)) {
    if (before?.amount_minor === row.amount_minor && before.currency === row.currency) continue;
    const days = [before?.incurred_on ?? null, row.incurred_on].flatMap((day) => (day === null ? [] : [day]));
    const refusal = days.map((day) => periodLockRefusal({ day, closed })).find((one) => one !== null);
    if (refusal) refused.set(index, refusal);
  }
  return refused;
}

/** Costs that a tripped fuse or a pilot forbids to commit, by their place among those given; what is recorded already and does not grow is not asked for again. */
export async function findStoppedCosts(trx: Transaction<Database>, books: Books, costs: readonly NewCost[], now: Date): Promise<Map<number, SpendingStop>> {
  const stops = await listSpendingStops(trx, books.workspace.id, collaborationsOf(costs));
  const stopped = new Map<number, SpendingStop>();
  if ([...stops.values()].every((stop) => stop.kind === 'none')) return stopped;
  for (const { index, before, row } of await recordsOf(trx, books, costs, now)) {
    const grownMinor = row.amount_minor - (before?.amount_minor ?? 0);
    const stop = stops.get(row.collaboration_id) ?? { kind: 'none' as const };
    const addedMinor = toReportingMinor(grownMinor, row.currency, books.workspace.currency, row.rate);
    if ((!before || grownMinor > 0) && !mayCommit(stop, addedMinor)) stopped.set(index, stop);
    else if (stop.kind === 'pilot') stops.set(row.collaboration_id, { kind: 'pilot', leftMinor: stop.leftMinor - (addedMinor ?? 0) });
  }
  return stopped;
}

/**
 * Costs that would bring money into a locked tier, by their place among those given; what is recorded already and does not grow is not asked for again. A closed campaign
 * takes them still: what was spent on what it promised is a fact.
 */
export async function findHeldCosts(trx: Transaction<Database>, books: Books, costs: readonly NewCost[], now: Date): Promise<Map<number, TierLocked>> {
  const places = new Map((await listCollaborations(trx, books.workspace.id, collaborationsOf(costs))).map((row) => [row.id, row]));
  const standingOf = await readTierStandings(trx, books.workspace.id, [...places.values()].map((row) => row.campaign_id));
  const isLocked = [...places.values()].some((row) => standingOf(row.campaign_id).locks[row.tier]);
  const held = new Map<number, TierLocked>();
  if (!isLocked) return held;
  for (const { index, before, row } of await recordsOf(trx, books, costs, now)) {
    const place = places.get(row.collaboration_id);
    const refusal = place && refuseMoney(standingOf(place.campaign_id), place.tier, addedMinor(before, row, books.workspace.currency));
    if (refusal) held.set(index, refusal);
  }
  return held;
}

/** What a cost adds to what stood of it, reporting currency; null where it cannot be counted, as a new share of revenue. */
function addedMinor(before: CostItemRecord | undefined, row: CostItemRecord, currency: string): number | null {
  if (!before && row.commission_basis_points !== null) return null;
  const grownMinor = row.amount_minor - (before?.amount_minor ?? 0);
  return grownMinor === 0 ? 0 : toReportingMinor(grownMinor, row.currency, currency, row.rate);
}

/** A cost that is new or changes, with its place among those given. */
export interface CostChange {
  readonly index: number;
  readonly before: CostItemRecord | undefined;
  readonly after: CostItemRecord;
}

/**
 * Stores costs of collaborations that exist; says of each what came of it.
 * @param around runs the write; an import looks at the rows before and after it
 */
export async function writeCosts(
  trx: Transaction<Database>, books: Books, costs: readonly NewCost[], doing: Doing,
  around: (changes: readonly CostChange[], write: () => Promise<void>) => Promise<void> = async (_, write) => await write(),
): Promise<('created' | 'updated' | 'unchanged')[]> {
  const { now, actor } = doing;
  const workspaceId = books.workspace.id;
  await lockLedger(trx, workspaceId);
  const results: ('created' | 'updated' | 'unchanged')[] = [];
  const changed: CostChange[] = [];
  for (const { index, before, row } of await recordsOf(trx, books, costs, now)) {
    const result = !before ? 'created' : before.cancellable === row.cancellable && before.amount_minor === row.amount_minor ? 'unchanged' : 'updated';
    results.push(result);
    if (result !== 'unchanged') changed.push({ index, before, after: row });
  }
  await around(changed, async () => await upsertCostItems(trx, changed.map(({ after }) => after)));
  await postMoney(trx, books.workspace, { costIds: changed.map(({ after }) => after.id), paymentIds: [] }, doing);
  await insertAuditEntries(
    trx,
    workspaceId,
    changed.map(({ after: row }) => ({
      id: newId(), at: now, actor, action: 'cost.record', subjectKind: 'collaboration', subjectId: row.collaboration_id,
      after: {
        costItemId: row.id, kind: row.kind, amount: amountText(row.amount_minor, row.currency), currency: row.currency, incurredOn: row.incurred_on,
        commissionBasisPoints: row.commission_basis_points, cancellable: row.cancellable, note: row.note,
      },
    })),
  );
  return results;
}

const collaborationsOf = (costs: readonly NewCost[]) => [...new Set(costs.map((cost) => cost.collaborationId))];

/** Each cost as it is to be stored, with its place among those given and what stands of it before: in the table, or earlier among those given. */
async function recordsOf(
  trx: Transaction<Database>, books: Books, costs: readonly NewCost[], now: Date,
): Promise<{ readonly index: number; readonly before: CostItemRecord | undefined; readonly row: CostItemRecord }[]> {
  const present = await listCostItemsOf(trx, books.workspace.id, collaborationsOf(costs));
  const byIdentity = new Map(present.map((item) => [`${item.collaboration_id} ${item.identity}`, item]));
  return costs.map((cost, index) => {
    const row = recordOf(cost, books, byIdentity, now);
    const place = `${row.collaboration_id} ${row.identity}`;
    const before = byIdentity.get(place);
    byIdentity.set(place, row);
    return { index, before, row };
  });
}

function recordOf(cost: NewCost, books: Books, byIdentity: ReadonlyMap<string, CostItemRecord>, now: Date): CostItemRecord {
  const facts = {
    kind: cost.kind, incurredOn: cost.incurredOn, amountMinor: cost.amountMinor, currency: cost.currency,
    commissionBasisPoints: cost.commissionBasisPoints ?? null, note: cost.note ?? '',
  };
  let ordinal = cost.ordinal ?? 0;
  if (cost.ordinal === undefined && !cost.reference) while (byIdentity.has(`${cost.collaborationId} ${costIdentity(facts, ordinal)}`)) ordinal += 1;
  const identity = cost.reference ? referenceIdentity(cost.reference) : costIdentity(facts, ordinal);
  const before = byIdentity.get(`${cost.collaborationId} ${identity}`);
  return {
    workspace_id: books.workspace.id, id: before?.id ?? newId(), collaboration_id: cost.collaborationId, kind: facts.kind,
    // A cost corrected to less than was released of it has nothing left standing.
    amount_minor: facts.amountMinor, released_minor: Math.min(before?.released_minor ?? 0, facts.amountMinor), currency: facts.currency,
    rate: before ? before.rate : frozenRate(books, facts.currency, facts.incurredOn), commission_basis_points: facts.commissionBasisPoints,
    incurred_on: facts.incurredOn, cancellable: cost.cancellable ?? before?.cancellable ?? true, note: facts.note, identity,
    created_at: before?.created_at ?? now,
  };
}

/** Numbers equal costs of a batch from 0, as their ordinals: call it once for a whole file, `seen` carrying the counts on. */
export function nextOrdinal(seen: Map<string, number>, cost: Omit<NewCost, 'ordinal'>): number {
  const key = `${cost.collaborationId} ${costKey({ ...cost, commissionBasisPoints: cost.commissionBasisPoints ?? null, note: cost.note ?? '' })}`;
  const ordinal = seen.get(key) ?? 0;
  seen.set(key, ordinal + 1);
  return ordinal;
}
