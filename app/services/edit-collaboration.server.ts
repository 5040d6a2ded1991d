import type { Kysely, Transaction } from 'kysely';
import { lockCollaboration, lockCollaborations } from '#db/queries/collaboration.server.ts';
import { insertEditRun, storeEditImages } from '#db/queries/edit-run.server.ts';
import { lockEditSubjects } from '#db/queries/edit-subjects.server.ts';
import { readImages } from '#db/queries/import-image.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { CollaborationCellChange } from '#app/domain/collaboration-edit.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import type { SaveCollaborationOutcome } from './save-collaboration.server.ts';
import { saveCollaboration } from './save-collaboration.server.ts';

export interface EditCollaborationInput {
  readonly workspaceId: string;
  readonly id: string;
  /** The version the person saw. */
  readonly version: number;
  readonly change: CollaborationCellChange;
}

export type EditCollaborationOutcome =
  | { readonly status: 'saved'; readonly version: number; readonly runId: string; readonly label: string }
  | { readonly status: 'unchanged' }
  | Exclude<SaveCollaborationOutcome, { status: 'saved' | 'unchanged' }>;

/** Changes one cell of a collaboration's row by the same rules as its form, and keeps what the row was, so that the edit can be taken back. */
export async function editCollaboration(db: Kysely<Database>, { workspaceId, id, version, change }: EditCollaborationInput, doing: Doing): Promise<EditCollaborationOutcome> {
  return await inTransaction(db, async (trx) => {
    // In the order of every writer of collaborations and money.
    await lockCollaborations(trx, workspaceId);
    await lockLedger(trx, workspaceId);
    const row = await lockCollaboration(trx, workspaceId, id);
    if (!row) return { status: 'not-found' };
    const images = await readImages(trx, workspaceId, 'collaboration', [id]);
    const outcome = await saveCollaboration(trx, {
      workspaceId, collaborationId: id, version, tier: change.tier ?? row.tier, startsOn: change.startsOn ?? row.starts_on, endsOn: change.endsOn ?? row.ends_on, coupon: row.coupon,
      landingUrl: row.landing_url, publishedAt: row.published_at,
    }, doing);
    switch (outcome.status) {
      case 'saved':
        return { status: 'saved', version: outcome.version, ...(await keep(trx, { workspaceId, id }, images, doing)) };
      case 'unchanged':
        return { status: 'unchanged' };
      default:
        return outcome;
    }
  });
}

/** Keeps what the row was before. */
async function keep(trx: Transaction<Database>, { workspaceId, id }: { readonly workspaceId: string; readonly id: string }, images: ReadonlyMap<string, string>, doing: Doing) {
  const runId = newId();
  const [named] = await lockEditSubjects(trx, workspaceId, 'collaboration', [id]);
  const label = named?.label ?? '';
  await insertEditRun(trx, workspaceId, { id: runId, kind: 'cell', subjectKind: 'collaboration', label, changed: 1, skipped: [], at: doing.now, by: doing.actor });
  await storeEditImages(trx, { workspaceId, runId }, 'collaboration', images);
  return { runId, label };
}
