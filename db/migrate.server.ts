import { Migrator, sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';
import { migrations as shipped } from './migrations.server.ts';

/** Migrations by name; they run in the order of their names. */
export type MigrationList = Record<string, Migration>;

/**
 * Brings the schema up to date; several processes may do so at once (Kysely takes an advisory lock). All missing migrations run in one
 * transaction, so a failure leaves the schema as it was. A newer schema than this program knows is left alone (a rolling update).
 * Needs a direct connection, not one through PgBouncer's transaction mode: DATABASE_DIRECT_URL.
 * Returns the names applied now. Errors: names the migration that failed.
 */
export async function migrateToLatest<DB>(db: Kysely<DB>, migrations: MigrationList = shipped): Promise<string[]> {
  if ((await pendingMigrations(db, migrations)).length === 0) return [];
  return db.connection().execute(async (connection) => {
    // The pool's limit is for pages; building an index over millions of rows takes longer.
    await sql`set statement_timeout = 0`.execute(connection);
    try {
      const { results = [], error } = await new Migrator({ db: connection, provider: { getMigrations: async () => migrations } }).migrateToLatest();
      const failed = results.find((result) => result.status === 'Error');
      if (failed !== undefined) throw new Error(`migration ${failed.migrationName} failed: ${messageOf(error)}`, { cause: error });
      if (error !== undefined) throw new Error(`the migrations could not run: ${messageOf(error)}`, { cause: error });
      return results.map((result) => result.migrationName);
    } finally {
      await sql`reset statement_timeout`.execute(connection);
    }
  });
}

/** Names of the migrations that a database has, in their order; none where it has never been migrated. */
export async function listAppliedMigrations<DB>(db: Kysely<DB>): Promise<string[]> {
  const table = await sql<{ present: boolean }>`select to_regclass('kysely_migration') is not null as present`.execute(db);
  if (table.rows[0]?.present !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Names of the migrations that this program has and the database lacks; readiness demands none. */
export async function pendingMigrations<DB>(db: Kysely<DB>, migrations: MigrationList = shipped): Promise<string[]> {
  const applied = new Set(await listAppliedMigrations(db));
  return Object.keys(migrations).filter((name) => !applied.has(name)).toSorted();
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
