import type { Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { upsertImportMapping } from '#db/queries/import-mapping.server.ts';
import type { ImportHold } from '#db/queries/import-queue.server.ts';
import { finishImportRun, insertImportRun } from '#db/queries/import.server.ts';
import type { Database } from '#db/schema.ts';
import type { DateOrder } from '#app/domain/ingestion/civil-time.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { NumberStyle } from '#app/domain/ingestion/number-style.ts';
import { rejectedRowCount } from '#app/domain/ingestion/rejects.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from '../doing.ts';
import type { ImportPlan } from './plan-import.server.ts';
import type { Totals } from './take-in-file.server.ts';

/** What an import is recorded by. */
export interface RecordedRun {
  readonly workspaceId: string;
  readonly importId: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly plan: ImportPlan;
  /** How a person said that such files are read, now or before; what a file shows of itself is not remembered, as the next one may show something else. */
  readonly answered: { readonly dateOrder: DateOrder | null; readonly numberStyle: NumberStyle | null };
  /** Whether a person has put the columns together: that is remembered with the check already, not to be asked of them twice. */
  readonly isMappingChosen: boolean;
  /** The worker's hold on a queued import; null for one that is recorded anew. */
  readonly hold: ImportHold | null;
  readonly doing: Doing;
}

/** The import was cancelled, or another worker has taken it over: what it did must not stay. */
export class HoldLostError extends Error {
  constructor() {
    super('the import is not held any more');
    this.name = 'HoldLostError';
  }
}

/** Writes down what came of an import, and how its file is read where it was applied or a person has said so. @throws HoldLostError */
export async function recordRun(trx: Transaction<Database>, run: RecordedRun, status: 'previewed' | 'applied' | 'refused', totals: Totals): Promise<void> {
  const { workspaceId, importId, kind, fileName, plan, answered, hold, doing } = run;
  const counts = { created_count: totals.created, updated_count: totals.updated, unchanged_count: totals.unchanged, rejected_count: rejectedRowCount(totals.rejects) };
  if (hold) {
    if (!(await finishImportRun(trx, hold, { ...totals, status, format: plan.format, now: doing.now }))) throw new HoldLostError();
  } else {
    const row = {
      workspace_id: workspaceId, id: importId, kind, file_name: fileName.slice(0, 300), format: plan.format, status, ...counts, user_id: doing.actor.id,
      actor_name: doing.actor.name, started_at: doing.now, finished_at: doing.now,
    };
    await insertImportRun(trx, row, totals.rejects);
  }
  const { mapping, signature } = plan;
  if (status === 'applied' || (hold && run.isMappingChosen)) await upsertImportMapping(trx, { workspaceId, kind, signature, mapping, ...answered, now: doing.now });
  if (status !== 'applied') return;
  await insertAuditEntries(trx, workspaceId, [
    { id: newId(), at: doing.now, actor: doing.actor, action: 'import.apply', subjectKind: 'import', subjectId: importId, after: { kind, file: fileName, ...counts } },
  ]);
}

/** Writes down that a file could not be read. */
export async function recordUnusable(
  trx: Transaction<Database>, { workspaceId, kind, fileName, doing }: Pick<RecordedRun, 'workspaceId' | 'kind' | 'fileName' | 'doing'>, problem: { readonly code: string; readonly message: string },
): Promise<void> {
  const nothing = { created_count: 0, updated_count: 0, unchanged_count: 0, rejected_count: 0 };
  const row = {
    workspace_id: workspaceId, id: newId(), kind, file_name: fileName.slice(0, 300), format: 'generic', status: 'failed' as const, ...nothing, user_id: doing.actor.id,
    actor_name: doing.actor.name, started_at: doing.now, finished_at: doing.now, problem_code: problem.code, problem_message: problem.message.slice(0, 2000),
  };
  await insertImportRun(trx, row, []);
}
