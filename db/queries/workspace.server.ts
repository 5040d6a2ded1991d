import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

export type Workspace = NonNullable<Awaited<ReturnType<typeof findWorkspace>>>;

const columns = [
  'id', 'slug', 'name', 'reporting_currency as currency', 'time_zone as timeZone', 'allowed_hosts as allowedHosts', 'fallback_url as fallbackUrl', 'is_demo as isDemo',
] as const;

export async function findWorkspace(db: Db, workspaceId: string) {
  return await db.selectFrom('workspace').select(columns).where('id', '=', workspaceId).executeTakeFirst();
}

export async function getWorkspace(db: Db, workspaceId: string): Promise<Workspace> {
  const workspace = await findWorkspace(db, workspaceId);
  if (!workspace) throw new Error(`workspace ${workspaceId} does not exist`);
  return workspace;
}

/** The same, its row locked until the transaction ends: of two who change settings the second reads what the first wrote. Rows that refer to it may be written meanwhile. */
export async function lockWorkspaceRow(trx: Transaction<Database>, workspaceId: string): Promise<Workspace> {
  const workspace = await trx.selectFrom('workspace').select(columns).where('id', '=', workspaceId).forNoKeyUpdate().executeTakeFirst();
  if (!workspace) throw new Error(`workspace ${workspaceId} does not exist`);
  return workspace;
}

/** All workspaces of the deployment, oldest first; the first is the default one of the command line. */
export async function listWorkspaces(db: Db): Promise<Workspace[]> {
  return await db.selectFrom('workspace').select(columns).orderBy('created_at').orderBy('id').limit(1000).execute();
}

export async function insertWorkspace(
  db: Db,
  workspace: { id: string; slug: string; name: string; currency: string; timeZone: string; allowedHosts: string[]; isDemo: boolean; now: Date },
): Promise<void> {
  await db
    .insertInto('workspace')
    .values({
      id: workspace.id, slug: workspace.slug, name: workspace.name, reporting_currency: workspace.currency,
      time_zone: workspace.timeZone, allowed_hosts: workspace.allowedHosts, is_demo: workspace.isDemo, created_at: workspace.now,
    })
    .execute();
}

export async function updateWorkspace(
  db: Db,
  workspaceId: string,
  change: { name: string; timeZone: string; allowedHosts: string[]; fallbackUrl: string | null },
): Promise<void> {
  await db
    .updateTable('workspace')
    .set({ name: change.name, time_zone: change.timeZone, allowed_hosts: change.allowedHosts, fallback_url: change.fallbackUrl })
    .where('id', '=', workspaceId)
    .execute();
}
