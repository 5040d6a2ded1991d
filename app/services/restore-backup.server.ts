import type { Kysely, Transaction } from 'kysely';
import { listAppliedMigrations, migrateToLatest } from '#db/migrate.server.ts';
import { migrations as shipped } from '#db/migrations.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { checkReferences, deferReferences, listFilledTables, listWorkspaceNames, lockWorkspaces } from '#db/queries/backup.server.ts';
import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import type { CopiedTable } from '#db/queries/table-copy.server.ts';
import { copyIn, listCopiedTables, settleForCopy } from '#db/queries/table-copy.server.ts';
import type { Database } from '#db/schema.ts';
import type { BackupManifest } from '#app/lib/backup-file/manifest.ts';
import { BackupError, PART } from '#app/lib/backup-file/manifest.ts';
import type { OpenBackup } from '#app/lib/backup-file/open-backup.server.ts';
import { openBackup } from '#app/lib/backup-file/open-backup.server.ts';
import { RestoredFiles } from '#app/lib/backup-file/restored-files.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import type { LedgerVerdict } from './verify-ledger.server.ts';
import { verifyLedger } from './verify-ledger.server.ts';

export interface RestoreWishes {
  readonly file: string;
  /** Whether to go on where the portal's key is not the one that the backup was made under. */
  readonly withoutKey: boolean;
}

export interface RestoreReport {
  readonly takenAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  /** Files that the rows name and the backup lacks, because the library lacked them. */
  readonly missingFiles: readonly string[];
  /** Migrations that came after the backup. */
  readonly migrated: readonly string[];
  /** `keptAnchors`: an anchor file of the workspace was here already and stayed. `verdict` is null where the key is another. */
  readonly workspaces: readonly { readonly slug: string; readonly name: string; readonly keptAnchors: boolean; readonly verdict: LedgerVerdict | null }[];
}

/**
 * Puts a backup into an empty database, migrated or not, and its files into the empty library: the whole file is checked first, the rows are loaded in one transaction
 * that ends once every file is in its place, and the ledgers are verified at last. Whatever goes wrong before the end leaves no row, file or key behind.
 * @param db with a connection to the server itself, as for migrations
 * @throws BackupError saying why not
 */
export async function restoreBackup(db: Kysely<Database>, { file, withoutKey }: RestoreWishes, { now, actor }: Doing): Promise<RestoreReport> {
  await refuseUsedDatabase(db);
  const backup = await openBackup(file);
  try {
    const { manifest } = backup;
    await checkHistory(db, manifest);
    const files = new RestoredFiles(backup);
    try {
      const key = await files.settleKey(withoutKey);
      // The schema that the rows are of; what came after it is done to them once they are in.
      await migrateToLatest(db, Object.fromEntries(Object.entries(shipped).filter(([name]) => manifest.migrations.includes(name))));
      await makePartitions(db, manifest);
      await db.transaction().execute(async (trx) => {
        await loadTables(trx, backup);
        await files.store(trx);
      });
      const migrated = await migrateToLatest(db);
      await ensureClickPartitions(db, { now });
      const workspaces = [];
      for (const { id, slug, name } of manifest.workspaces) {
        await insertAuditEntries(db, id, [{ id: newId(), at: now, actor, action: 'workspace.restore', subjectKind: 'workspace', subjectId: id, after: { takenAt: manifest.takenAt } }]);
        workspaces.push({ slug, name, keptAnchors: files.keptAnchors.has(id), verdict: key === 'other' ? null : await verifyLedger(db, { workspaceId: id }, { now }) });
      }
      return {
        takenAt: manifest.takenAt, tables: manifest.tables.length, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0), files: files.stored,
        missingFiles: [...manifest.files.missing, ...manifest.files.altered], migrated, workspaces,
      };
    } catch (error) {
      // Rows that are committed name the files, and so may rows of which nobody knows.
      const committed = await listWorkspaceNames(db).catch(() => null);
      if (committed?.length === 0) await files.takeBack();
      throw error;
    }
  } finally {
    backup.close();
  }
}

async function refuseUsedDatabase(db: Kysely<Database>): Promise<void> {
  const names = await listWorkspaceNames(db);
  if (names.length > 0) throw new BackupError('not_empty', `the database is in use: it holds ${names.join(', ')}. A backup goes into an empty one: name another in DATABASE_URL, or another folder in KOL_DATA_DIR`);
}

/** Whether the database can be brought to the schema that the rows are of, and from there to this portal's. */
async function checkHistory(db: Kysely<Database>, { migrations }: BackupManifest): Promise<void> {
  const unknown = migrations.filter((name) => !(name in shipped));
  if (unknown.length > 0) throw new BackupError('other_history', `the backup is of a newer portal, whose migrations this one lacks: ${unknown.join(', ')}`);
  const newest = migrations.at(-1) ?? '';
  const lacking = Object.keys(shipped).filter((name) => name < newest && !migrations.includes(name));
  if (lacking.length > 0) throw new BackupError('other_history', `the backup is of a portal with another history: it lacks the migrations ${lacking.join(', ')}`);
  const applied = (await listAppliedMigrations(db)).filter((name) => !migrations.includes(name));
  if (applied.length > 0) throw new BackupError('other_history', `the database is migrated further than the backup (${applied.join(', ')}): take one that was never migrated`);
}

/** Partitions reach from 13 months before a month to 3 after it. */
const MONTHS_AT_ONCE = 17;

async function makePartitions(db: Kysely<Database>, { clickMonths }: BackupManifest): Promise<void> {
  if (!clickMonths) return;
  const last = Date.parse(clickMonths.last);
  const first = new Date(clickMonths.first);
  for (let offset = 13; ; offset += MONTHS_AT_ONCE) {
    const now = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + offset, 1));
    await ensureClickPartitions(db, { now });
    if (Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 3, 1) >= last) return;
  }
}

async function loadTables(trx: Transaction<Database>, backup: OpenBackup): Promise<void> {
  await settleForCopy(trx);
  await deferReferences(trx);
  await lockWorkspaces(trx);
  const tables = await listCopiedTables(trx);
  checkTables(tables, backup.manifest);
  const filled = await listFilledTables(trx, tables.map(({ name }) => name));
  if (filled.length > 0) throw new BackupError('not_empty', `the database is in use: it holds rows in ${filled.join(', ')}. A backup goes into an empty one`);
  for (const table of tables) {
    const kept = backup.manifest.tables.find(({ name }) => name === table.name);
    if (!kept) continue;
    // With the columns in the order of the backup; they are known to be the table's.
    const rows = await copyIn(trx, { name: table.name, columns: kept.columns }, await backup.read(PART.table(table.name)));
    if (rows !== kept.rows) throw new BackupError('damaged', `${table.name} took ${rows} rows of ${kept.rows}`);
  }
  await checkReferences(trx);
}

/** Migrations of the same names make the same tables, unless somebody changed one by hand. */
function checkTables(tables: readonly CopiedTable[], { tables: kept, leftOut }: BackupManifest): void {
  const shape = ({ name, columns }: CopiedTable) => `${name}(${columns.toSorted().join(', ')})`;
  const here = new Set(tables.filter(({ name }) => !leftOut.includes(name)).map(shape));
  const there = new Set(kept.map(shape));
  const different = [...here].filter((one) => !there.has(one)).concat([...there].filter((one) => !here.has(one)));
  if (different.length > 0) throw new BackupError('other_history', `the tables of the backup are not those of this portal: ${different.join('; ')}`);
}
