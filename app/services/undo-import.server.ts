import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { listCostItemsOf } from '#db/queries/cost.server.ts';
import { lockCollaborations } from '#db/queries/collaboration.server.ts';
import { markReviewDue } from '#db/queries/dirty-day.server.ts';
import type { ImageTable } from '#db/queries/import-image.server.ts';
import { IMAGE_TABLES } from '#db/queries/import-image.server.ts';
import {
  allowLongStatements, countImages, deleteIdleShops, deleteMadeRows, freeCoupons, listTouchedFlights, listTouchedKols, listTouchedMoney, lockImportRun, markImportUndone, restoreRows, withdrawHosts,
} from '#db/queries/import-undo.server.ts';
import { lockImports } from '#db/queries/import.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { listClosedMonths } from '#db/queries/period.server.ts';
import { isLockTimeout, lockWorkspace } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { lockedThrough } from '#app/domain/finance/period-lock.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { importKindSchema } from '#app/domain/ingestion/import-run.ts';
import type { UndoReason } from '#app/domain/ingestion/undo.ts';
import { isUndoKept, undoReasons, undoStanding } from '#app/domain/ingestion/undo.ts';
import type { TierLocked } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from './books.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import { findUndoObstacles } from './importing/find-undo-obstacles.server.ts';
import { reviseBudgetsBack } from './importing/undo-campaigns.server.ts';
import { undoOrders } from './importing/undo-orders.server.ts';
import { refreshKolWords } from './kol-words.server.ts';
import { markAttributionOf } from './mark-attribution.server.ts';
import { postMoney } from './post-money.server.ts';
import type { BudgetMoveNeeded } from './require-sign-off.server.ts';
import { TierIsLocked, withTierLocks } from './tier-locks.server.ts';

export type UndoImportOutcome =
  | { readonly status: 'undone'; readonly kind: ImportKind; readonly deleted: number; readonly restored: number }
  /** Something depends on it: nothing was changed. */
  | { readonly status: 'refused'; readonly reasons: readonly UndoReason[] }
  /** Undone, it would bring money into a tier that finance has locked, or plan it another amount: nothing was changed. */
  | TierLocked
  /** Undone, it would move more of a campaign's budget within the quarter than may be without three people: nothing was changed. */
  | BudgetMoveNeeded
  /** `not-kept`: it was applied before the portal kept what it found. `busy`: another import of its kind is being applied. */
  | { readonly status: 'not-found' | 'not-applied' | 'already-undone' | 'not-kept' | 'busy' };

interface Undoing {
  readonly trx: Transaction<Database>;
  readonly workspaceId: string;
  readonly importId: string;
  readonly tables: readonly ImageTable[];
  readonly books: Books;
  readonly doing: Doing;
}

/**
 * Takes an import back as a whole: what it made is deleted, what it changed is as it was before. Refused while something rests upon it.
 * Tracking codes stay issued for ever. The totals follow with the next `settleRollups`.
 */
export async function undoImport(db: Kysely<Database>, input: { readonly workspaceId: string; readonly importId: string }, doing: Doing): Promise<UndoImportOutcome> {
  try {
    return await db.transaction().execute((trx) => undo(trx, input, doing));
  } catch (error) {
    if (error instanceof RefusedUndo) return error.refusal;
    if (error instanceof TierIsLocked) return error.locked;
    if (error instanceof BusyError || isLockTimeout(error)) return { status: 'busy' };
    throw error;
  }
}

/** Leaves a transaction that could not get its turn. */
class BusyError extends Error {}

/** Takes a transaction back that would plan a locked tier another amount or move too much of a budget. */
class RefusedUndo extends Error {
  constructor(readonly refusal: TierLocked | BudgetMoveNeeded) {
    super(refusal.status);
  }
}

async function undo(trx: Transaction<Database>, { workspaceId, importId }: { workspaceId: string; importId: string }, doing: Doing): Promise<UndoImportOutcome> {
  const run = await lockImportRun(trx, workspaceId, importId);
  if (!run) return { status: 'not-found' };
  const standing = undoStanding(run.status);
  if (standing !== 'possible') return { status: standing };
  const kind = importKindSchema.parse(run.kind);
  await takeTurn(trx, workspaceId, kind);
  await allowLongStatements(trx);
  const images = await countImages(trx, workspaceId, importId);
  const ordersChanged = images.get('shop_order') ?? 0;
  const kept = kind === 'orders' ? ordersChanged : [...images.values()].reduce((sum, count) => sum + count, 0);
  if (!isUndoKept(kind, { created: run.created, updated: run.updated, images: kept })) return { status: 'not-kept' };

  const tables = IMAGE_TABLES.filter((table) => images.has(table));
  const place = { workspaceId, importId, appliedAt: run.finishedAt ?? run.startedAt, lockedThrough: lockedThrough(await listClosedMonths(trx, workspaceId)) };
  const reasons = undoReasons(await findUndoObstacles(trx, place, kind, tables));
  if (reasons.length > 0) return { status: 'refused', reasons };

  const undoing = { trx, ...place, tables, books: await openBooks(trx, workspaceId, doing.now), doing };
  const done = kind === 'orders' ? await undoOrders(undoing) : await undoRows(undoing);
  await deleteIdleShops(trx, workspaceId, importId);
  const hosts = await withdrawHosts(trx, workspaceId, importId);
  await markImportUndone(trx, workspaceId, importId, { by: doing.actor.name, now: doing.now });
  await insertAuditEntries(trx, workspaceId, [
    {
      id: newId(), at: doing.now, actor: doing.actor, action: 'import.undo', subjectKind: 'import', subjectId: importId,
      after: { kind, file: run.fileName, ...done, ...(hosts.length > 0 ? { hostsWithdrawn: hosts } : {}) },
    },
  ]);
  return { status: 'undone', kind, ...done };
}

/** Whoever writes such rows takes the same locks, so nothing comes to rest upon the import while it is looked at. */
async function takeTurn(trx: Transaction<Database>, workspaceId: string, kind: ImportKind): Promise<void> {
  if (!(await lockImports(trx, workspaceId, kind))) throw new BusyError();
  if (kind !== 'orders') await lockCollaborations(trx, workspaceId);
  if (kind === 'orders' || kind === 'collaborations') await lockWorkspace(trx, workspaceId, 'orders');
  if (kind !== 'orders') await lockLedger(trx, workspaceId);
}

const UNDO_REASON = 'import undone';

/** What refers to others is deleted first; what is given back comes in the order in which it is referred to. */
async function undoRows(undoing: Undoing): Promise<{ deleted: number; restored: number }> {
  const { trx, workspaceId, importId, tables, books, doing } = undoing;
  const flights = await listTouchedFlights(trx, workspaceId, importId);
  const touched = await listTouchedMoney(trx, workspaceId, importId);
  const kolIds = await listTouchedKols(trx, workspaceId, importId);
  const done = { deleted: 0, restored: 0 };
  const revised = tables.includes('campaign') || tables.includes('campaign_tier') ? await reviseBudgetsBack(trx, books, importId, doing) : null;
  if (revised) throw new RefusedUndo(revised);
  await withTierLocks(trx, books.workspace, async () => {
    for (const table of tables.toReversed()) if (table !== 'shop') done.deleted += await deleteMadeRows(trx, workspaceId, importId, table);
    if (tables.includes('collaboration')) await freeCoupons(trx, workspaceId, importId);
    for (const table of tables) if (table !== 'shop') done.restored += await restoreRows(trx, workspaceId, importId, table);
  });
  await refreshKolWords(trx, workspaceId, kolIds);
  // History is never taken away: what the import posted is reversed.
  const costs = await listCostItemsOf(trx, workspaceId, touched.collaborationIds);
  await postMoney(trx, books.workspace, { ...touched, costIds: [...touched.costIds, ...costs.map((cost) => cost.id)], reason: UNDO_REASON }, doing);
  await markAttributionOf(trx, books, [...flights, ...(await listTouchedFlights(trx, workspaceId, importId))], doing.now);
  await markReviewDue(trx, workspaceId, { day: books.today, id: newId() });
  return done;
}
