import type { Kysely } from 'kysely';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { deleteWorkspace, moveMembers } from '#db/queries/workspace-removal.server.ts';
import { findWorkspace, listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { createWorkspace } from './create-workspace.server.ts';
import type { Doing } from './doing.ts';

export type RemoveDemoOutcome =
  | { readonly status: 'removed'; readonly workspaceId: string; readonly slug: string }
  | { readonly status: 'not-found' }
  /** Only what the demo loaded may be thrown away in one step. */
  | { readonly status: 'not-a-demo'; readonly name: string };

/**
 * Removes the demo workspace with everything in it and leaves an empty one, "Main", to the same people: they stay signed in and go on
 * with their own data. All or nothing.
 */
export async function removeDemo(db: Kysely<Database>, { workspaceId }: { readonly workspaceId: string }, doing: Doing): Promise<RemoveDemoOutcome> {
  return await inTransaction(db, async (trx) => {
    const demo = await findWorkspace(trx, workspaceId);
    if (!demo) return { status: 'not-found' };
    if (!demo.isDemo) return { status: 'not-a-demo', name: demo.name };
    const slug = freeSlug((await listWorkspaces(trx)).map((workspace) => workspace.slug));
    const { currency, timeZone } = demo;
    const mainId = await createWorkspace(trx, { slug, name: 'Main', currency, timeZone, allowedHosts: [], isDemo: false }, doing);
    await moveMembers(trx, workspaceId, mainId, doing.now);
    await deleteWorkspace(trx, workspaceId);
    return { status: 'removed', workspaceId: mainId, slug };
  });
}

function freeSlug(taken: readonly string[]): string {
  let slug = 'main';
  for (let number = 2; taken.includes(slug); number += 1) slug = `main-${number}`;
  return slug;
}
