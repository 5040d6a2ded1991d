import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import { writeBackup } from '#app/services/write-backup.server.ts';
import { environment } from '#app/lib/env.server.ts';
import type { BackupManifest } from '#app/lib/backup-file/manifest.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { EXIT, readArguments, UsageError } from './command.ts';
import { openBareDatabase } from './open-portal.ts';

export const backupCommand: Command = {
  help: `
Usage: kol backup FILE [--force] [--with-key] [--json]

Writes everything that the portal keeps into one ZIP, while it runs: every table of all workspaces as of one instant, the
library's files, and the heads of the ledgers that are kept outside the database. FILE appears when it is whole; only its
owner may read it. Who is signed in is left out: after a restore people sign in again.
The portal's key (KOL_SECRET, or portal.key in the data folder) is left out too: keep it elsewhere. Without it a restored
ledger cannot be verified, buyers and visitors are not recognised, and sealed secrets (webhooks, channels) cannot be opened.
Exit code 1 when files of the library are missing from its storage; the backup is made all the same.

  --force     replaces FILE
  --with-key  puts the key in: whoever has the file can then forge the ledger and open the secrets
  --json      {"file","takenAt","migration","tables","rows","files","fileBytes","missingFiles","keyIncluded","ledgers"}`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { force: { type: 'boolean' }, 'with-key': { type: 'boolean' } });
  const [file, extra] = positionals;
  if (file === undefined || extra !== undefined) throw new UsageError(file === undefined ? 'which FILE?' : `backup takes no '${extra ?? ''}'`);
  const { db } = await context.open(values.workspace);
  // Tables are copied on a connection of their own, which a pooler does not give.
  const direct = environment().databaseDirectUrl === null ? null : await openBareDatabase(context.tell);
  const wishes = { file, replaces: values.force ?? false, withKey: values['with-key'] ?? false, portalVersion: portalVersion() };
  const manifest = await writeBackup(direct?.db ?? db, wishes, { now: context.now, actor: COMMAND_LINE_ACTOR }).finally(() => direct?.close());
  const report = reportOf(file, manifest);
  if (values.json) await context.out(`${JSON.stringify(report)}\n`);
  else await context.out(`${file}: ${report.rows} rows of ${report.tables} tables as of ${report.takenAt}, ${report.files} files of the library (${report.fileBytes} bytes)\n`);
  if (!report.keyIncluded) context.tell('The portal\'s key is not in it. Keep KOL_SECRET or portal.key elsewhere: without it a restored ledger cannot be verified, buyers and visitors are not recognised, and sealed secrets cannot be opened.');
  for (const key of report.missingFiles) context.tell(`missing or altered in the library's storage: ${key}`);
  return report.missingFiles.length > 0 ? EXIT.failed : EXIT.done;
}

function reportOf(file: string, { takenAt, migrations, tables, files, key, workspaces }: BackupManifest) {
  return {
    file, takenAt, migration: migrations.at(-1) ?? '', tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0), files: files.count, fileBytes: files.bytes,
    missingFiles: [...files.missing, ...files.altered], keyIncluded: key.isIncluded, ledgers: workspaces.map(({ slug, ledger }) => ({ workspace: slug, ...ledger })),
  };
}

/** The version in package.json, which lies above both the scripts and the bundle that they are built into; empty where neither has one. */
function portalVersion(): string {
  const [file] = ['..', '../..', '../../..'].map((up) => path.resolve(import.meta.dirname, up, 'package.json')).filter((one) => existsSync(one));
  if (file === undefined) return '';
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version;
}
