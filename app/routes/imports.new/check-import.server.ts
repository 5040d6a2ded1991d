import type { RequestContext } from '#app/lib/authorize.server.ts';
import type { StagedImport } from '#app/lib/staged-import.server.ts';
import type { ImportFileInput, ImportOutcome } from '#app/services/import-file.server.ts';
import { importFile } from '#app/services/import-file.server.ts';

type Context = Pick<RequestContext, 'db' | 'workspaceId' | 'now' | 'actor' | 'can'>;

/** Runs a staged file through the importer, for show or for good. */
export async function runStagedImport({ db, workspaceId, now, actor, can }: Context, path: string, staged: StagedImport, dryRun: boolean): Promise<ImportOutcome> {
  const { kind, format, fileName, mapping, platform, campaign, dateOrder, skipBadRows } = staged;
  const input: ImportFileInput = { path, workspaceId, kind, format, fileName, mapping, defaults: { platform, campaign, dateOrder }, dryRun, skipBadRows, mayAllowHosts: can('settings:manage') };
  return await importFile(db, input, { now, actor });
}

/** What a dry run found: the run it was recorded as, or why the file could not be checked. */
export async function checkStagedImport(context: Context, path: string, staged: StagedImport): Promise<StagedImport> {
  const outcome = await runStagedImport(context, path, staged, true);
  if (outcome.status === 'unusable') return { ...staged, checkId: null, problem: { code: outcome.code, message: outcome.message } };
  return { ...staged, checkId: outcome.importId, problem: null };
}
