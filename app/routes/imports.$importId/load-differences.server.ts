import type { ImportRunDetail } from '#db/queries/import.server.ts';
import { countImportChanges, listImportChanges } from '#db/queries/import-change.server.ts';
import type { ChangeAction } from '#app/domain/ingestion/import-change.ts';
import { differencesFor } from '#app/domain/ingestion/import-change.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';

const PER_PAGE: Readonly<Record<ChangeAction, number>> = { updated: 25, created: 10 };

/** What an import changes and makes, field by field, as far as the person may see it; amounts and contacts that they may not see are not sent. */
export async function loadDifferences({ db, workspaceId, url, can }: Pick<RequestContext, 'db' | 'workspaceId' | 'url' | 'can'>, run: ImportRunDetail) {
  const kept = await countImportChanges(db, workspaceId, run.id);
  const listOf = async (action: ChangeAction, total: number) => {
    const after = Math.min(1_000_000, Math.max(0, Math.trunc(Number(url.searchParams.get(action)) || 0)));
    const rows = kept[action] === 0 ? [] : await listImportChanges(db, workspaceId, run.id, { action, after, limit: PER_PAGE[action] + 1 });
    const shown = rows.slice(0, PER_PAGE[action]).map((row) => ({
      number: row.number, line: row.line, subjectKind: row.subjectKind, subjectId: row.subjectId, label: row.label, fields: differencesFor(row, can),
    }));
    return { rows: shown, after, next: rows.length > PER_PAGE[action] ? (shown.at(-1)?.number ?? null) : null, kept: kept[action], total };
  };
  return { updated: await listOf('updated', run.updated), created: await listOf('created', run.created) };
}

export type ImportDifferences = Awaited<ReturnType<typeof loadDifferences>>;
export type DifferenceList = ImportDifferences['updated'];
