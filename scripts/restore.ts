import { access, constants } from 'node:fs/promises';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import type { RestoreReport } from '#app/services/restore-backup.server.ts';
import { restoreBackup } from '#app/services/restore-backup.server.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { EXIT, readArguments, UsageError } from './command.ts';
import { openBareDatabase } from './open-portal.ts';

export const restoreCommand: Command = {
  help: `
Usage: kol restore FILE [--without-key] [--json]

Puts a backup into an empty database (DATABASE_URL, else the embedded one of KOL_DATA_DIR) and its files into the library's
storage. The whole file is checked first; a database that holds a workspace is refused. The rows are loaded in one
transaction, which ends once every file is in its place: a damaged file, or one of a newer portal, leaves nothing behind.
At last the newer migrations run and every ledger is verified; exit code 1 when one does not hold.
The portal's key must be the one that the backup was made under: in the backup, in KOL_SECRET, or as portal.key in the
data folder.

  --without-key  goes on without that key: the ledger cannot be verified, buyers and visitors are not recognised, and
                 sealed secrets cannot be opened
  --json         {"file","takenAt","tables","rows","files","missingFiles","migrated","workspaces":[{"slug","ledger","entries"}]}`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { 'without-key': { type: 'boolean' } });
  const [file, extra] = positionals;
  if (file === undefined || extra !== undefined) throw new UsageError(file === undefined ? 'which FILE?' : `restore takes no '${extra ?? ''}'`);
  await access(file, constants.R_OK); // before a server is started for nothing
  const bare = await openBareDatabase(context.tell);
  try {
    const report = await restoreBackup(bare.db, { file, withoutKey: values['without-key'] ?? false }, { now: context.now, actor: COMMAND_LINE_ACTOR });
    if (values.json) await context.out(`${JSON.stringify({ file, ...report, workspaces: report.workspaces.map(shown) })}\n`);
    else for (const line of told(file, report)) await context.out(`${line}\n`);
    return report.workspaces.some(({ verdict }) => verdict?.status === 'broken') ? EXIT.failed : EXIT.done;
  } finally {
    await bare.close();
  }
}

type RestoredWorkspace = RestoreReport['workspaces'][number];

function shown({ slug, name, keptAnchors, verdict }: RestoredWorkspace) {
  return { slug, name, keptAnchors, ledger: verdict?.status ?? 'not verified', entries: verdict?.checked ?? null, firstBroken: verdict?.firstBroken ?? null };
}

function told(file: string, { takenAt, tables, rows, files, missingFiles, migrated, workspaces }: RestoreReport): string[] {
  const lines = [`${file}: ${rows} rows of ${tables} tables as of ${takenAt}, ${files} files of the library`];
  if (migrated.length > 0) lines.push(`Migrated since: ${migrated.join(', ')}`);
  for (const key of missingFiles) lines.push(`The library lacked this file already: ${key}`);
  for (const workspace of workspaces) {
    lines.push(`${workspace.name} (${workspace.slug}): ${ledgerLine(workspace)}`);
    if (workspace.keptAnchors) lines.push('  its anchors here are not those of the backup and were kept: they may name later entries');
  }
  return lines;
}

function ledgerLine({ slug, verdict }: RestoredWorkspace): string {
  if (!verdict) return 'the ledger cannot be verified under another key';
  if (verdict.status === 'holds') return `the ledger holds, ${verdict.checked} entries`;
  return `the ledger is BROKEN after ${verdict.checked} entries: see kol ledger verify --workspace ${slug}`;
}
