import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findContentDetail } from '#db/queries/content-pages.server.ts';
import { listSnapshotsAt } from '#db/queries/content.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { AllCounts } from '#app/domain/ingestion/content-counts.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import { recordContent } from './record-content.server.ts';

/** The source of counts that a person read off a screen. */
export const MANUAL_SOURCE = 'manual';

export interface AddSnapshotInput {
  readonly workspaceId: string;
  readonly contentId: string;
  readonly capturedAt: Date;
  readonly counts: AllCounts;
  /** Where the counts were read. */
  readonly reason: string;
}

export type AddSnapshotOutcome =
  | { readonly status: 'added' }
  | { readonly status: 'not-found' }
  /** Before the publication, or not yet. */
  | { readonly status: 'outside-life' }
  /** There is one of this minute typed by hand already: it is corrected, not typed over. */
  | { readonly status: 'exists' }
  | { readonly status: 'nothing-counted' };

/** Adds a snapshot that a person typed. */
export async function addSnapshot(db: Kysely<Database>, input: AddSnapshotInput, doing: Doing): Promise<AddSnapshotOutcome> {
  const { workspaceId, contentId, capturedAt, counts } = input;
  return await inTransaction(db, async (trx) => {
    const post = await findContentDetail(trx, workspaceId, contentId);
    if (!post) return { status: 'not-found' };
    if (capturedAt < post.publishedAt || capturedAt > doing.now) return { status: 'outside-life' };
    if (Object.values(counts).every((count) => count === null)) return { status: 'nothing-counted' };
    if ((await listSnapshotsAt(trx, workspaceId, MANUAL_SOURCE, [{ contentId, capturedAt }])).length > 0) return { status: 'exists' };
    const report = { collaborationId: post.collaborationId, platform: post.platform, url: post.url, publishedAt: null, snapshot: { capturedAt, metrics: counts } };
    const outcome = await recordContent(trx, { workspaceId, source: MANUAL_SOURCE, posts: [report] }, doing);
    if (outcome.status !== 'recorded') throw new Error(`a snapshot of a known post was not recorded: ${outcome.status}`);
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: doing.now, actor: doing.actor, action: 'content.add-snapshot', subjectKind: 'content', subjectId: contentId,
      after: { capturedAt: capturedAt.toISOString(), ...counts }, reason: input.reason,
    }]);
    return { status: 'added' };
  });
}
