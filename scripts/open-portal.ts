import { openDatabase, setDatabase } from '#db/client.server.ts';
import type { DatabaseHandle } from '#db/client.server.ts';
import { startEmbeddedPostgres } from '#db/embedded-postgres.server.ts';
import { migrateToLatest } from '#db/migrate.server.ts';
import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Workspace } from '#db/queries/workspace.server.ts';
import { environment } from '#app/lib/env.server.ts';
import { openLedger } from '#app/services/open-ledger.server.ts';
import { prepareWorkspace } from '#app/services/prepare-workspace.server.ts';
import type { Portal } from './command.ts';
import { UsageError } from './command.ts';

export interface OpenPortal {
  readonly open: (workspaceSlug?: string) => Promise<Portal>;
  readonly close: () => Promise<void>;
}

/** The portal's database as `npm start` opens it: DATABASE_URL, else the embedded server (one that runs already is joined), migrated. */
export function portalOfEnvironment(tell: (line: string) => void, now: Date): OpenPortal {
  const closing: (() => Promise<void>)[] = [];
  return {
    open: async (workspaceSlug) => {
      const env = environment();
      const server = await serverOfEnvironment(tell);
      closing.push(server.stop);
      const { url } = server;
      await migrate(env.databaseDirectUrl ?? url);
      // Imports and exports take as long as they take.
      const handle = openDatabase(url, { applicationName: 'kol-command', max: 4, statementTimeoutMs: 0 });
      closing.push(() => handle.close());
      setDatabase(handle);
      await ensureClickPartitions(handle.db, { now });
      await openLedger(handle.db, { now });
      await prepareWorkspace({ db: handle.db, loadsDemo: env.loadsDemo, now });
      return { db: handle.db, workspace: workspaceFor(await listWorkspaces(handle.db), workspaceSlug) };
    },
    close: async () => {
      for (const close of closing.toReversed()) await close();
    },
  };
}

/** The same database as it is, on a direct connection: not migrated, and without the workspace that a first start makes. */
export async function openBareDatabase(tell: (line: string) => void): Promise<{ readonly db: DatabaseHandle['db']; readonly close: () => Promise<void> }> {
  const server = await serverOfEnvironment(tell);
  const handle = openDatabase(environment().databaseDirectUrl ?? server.url, { applicationName: 'kol-command', max: 4, statementTimeoutMs: 0 });
  return {
    db: handle.db,
    close: async () => {
      await handle.close();
      await server.stop();
    },
  };
}

async function serverOfEnvironment(tell: (line: string) => void): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const { databaseUrl, dataDir } = environment();
  return databaseUrl === null ? await startEmbeddedPostgres({ dataDir, log: tell }) : { url: databaseUrl, stop: async () => undefined };
}

async function migrate(url: string): Promise<void> {
  const direct = openDatabase(url, { max: 1, applicationName: 'kol-migrate', statementTimeoutMs: 0 });
  await migrateToLatest(direct.db).finally(() => direct.close());
}

/** The workspace of that slug; without one the oldest that is no demo, else the first. @throws UsageError */
export function workspaceFor(workspaces: readonly Workspace[], slug: string | undefined): Workspace {
  const found = slug === undefined ? (workspaces.find((one) => !one.isDemo) ?? workspaces[0]) : workspaces.find((one) => one.slug === slug);
  if (found) return found;
  throw new UsageError(`there is no workspace '${slug ?? ''}'; there are: ${workspaces.map((one) => one.slug).join(', ')}`);
}
