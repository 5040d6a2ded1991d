import type { ImportRunDetail } from '#db/queries/import.server.ts';
import { deleteImportMapping } from '#db/queries/import-mapping.server.ts';
import type { ImportOptions } from '#app/domain/ingestion/import-options.ts';
import type { ImportKind, ImportPurpose } from '#app/domain/ingestion/import-run.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { cancelImport } from '#app/services/cancel-import.server.ts';
import type { RowEditOutcome } from '#app/services/edit-import-row.server.ts';
import { correctRow, skipRow, skipRowsWith } from '#app/services/edit-import-row.server.ts';
import { askForImport } from '#app/services/queue-import.server.ts';
import { changedOptions, chosenMapping, importFormSchema, namedCells } from './import-form.server.ts';

type Run = ImportRunDetail & { readonly kind: ImportKind };

/** What the person is told when nothing could be done; null when it was. */
export type ImportNotice = 'not-waiting' | 'row-gone' | null;

/** Does what a button of an import's page asks for. @throws Response 400 */
export async function actOnImport(context: RequestContext, run: Run): Promise<ImportNotice> {
  const form = await readForm(context.request, importFormSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { db, workspaceId, actor, now, can } = context;
  const doing = { now, actor };
  const key = { workspaceId, importId: run.id };
  const { intent, line = 0, code = '' } = form.value;
  const ask = async (purpose: ImportPurpose, options: ImportOptions): Promise<ImportNotice> => {
    const { status } = await askForImport(db, { ...key, purpose, options: { ...options, mayAllowHosts: can('settings:manage') } }, doing);
    return status === 'queued' ? null : 'not-waiting';
  };
  switch (intent) {
    case 'cancel':
      return (await cancelImport(db, key, doing)).status === 'too-late' ? 'not-waiting' : null;
    case 'apply':
    case 'apply-good':
      return await ask('apply', { ...run.options, skipBadRows: intent === 'apply-good' });
    case 'answer':
      return await ask('check', changedOptions(run.options, form.value));
    case 'check': {
      const mapping = chosenMapping(run.kind, form.values, run.look?.mapping ?? {}) ?? run.options.mapping;
      return await ask('check', { ...changedOptions(run.options, form.value), mapping });
    }
    case 'forget':
      if (run.look?.signature) await deleteImportMapping(db, { workspaceId, kind: run.kind, signature: run.look.signature });
      return await ask('check', { ...run.options, mapping: null });
    case 'save-row':
      return noticeOf(await correctRow(db, { ...key, line, cells: namedCells(form.values) }));
    case 'reset-row':
      return noticeOf(await correctRow(db, { ...key, line, cells: null }));
    case 'skip-row':
    case 'take-row':
      return noticeOf(await skipRow(db, { ...key, line, isSkipped: intent === 'skip-row' }));
    case 'skip-code':
      return noticeOf(await skipRowsWith(db, { ...key, code }));
  }
}

function noticeOf({ status }: RowEditOutcome): ImportNotice {
  return status === 'done' ? null : status === 'not-found' ? 'row-gone' : 'not-waiting';
}
