import type { Kysely } from 'kysely';
import { takeDirtyDays } from '#db/queries/dirty-day.server.ts';
import { findLatestChange } from '#db/queries/review.server.ts';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { dayOf } from '#app/domain/period.ts';
import { PORTAL_ACTOR } from './doing.ts';
import { eachInTurn, workspacePlace } from './each-in-turn.server.ts';
import { runReview } from './run-review.server.ts';

/**
 * Reviews every workspace for which something changed since its last review: credits or content (marked), anything audited, or the day.
 * The review itself is idempotent, so a mark taken twice or a worker that starts anew costs time and changes nothing.
 * @param reviewed what each workspace looked like at its last review, by id; kept by the caller
 */
export async function reviewWhenDue(db: Kysely<Database>, reviewed: Map<string, string>, { now }: { now: Date }): Promise<void> {
  await eachInTurn(await listWorkspaces(db), workspacePlace, async (workspace) => {
    const state = `${dayOf(now, workspace.timeZone)} ${(await findLatestChange(db, workspace.id))?.toISOString() ?? ''}`;
    const marks = await db.transaction().execute((trx) => takeDirtyDays(trx, workspace.id, 'review'));
    if (marks.length === 0 && reviewed.get(workspace.id) === state) return;
    reviewed.delete(workspace.id);
    await runReview(db, { workspaceId: workspace.id }, { now, actor: PORTAL_ACTOR });
    reviewed.set(workspace.id, state);
  });
}
