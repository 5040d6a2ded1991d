import * as z from 'zod';
import type { ImportKind, ImportStatus } from '#app/domain/ingestion/import-run.ts';
import { IMPORT_STATUSES, importKindSchema, importStatusSchema } from '#app/domain/ingestion/import-run.ts';

const cursorSchema = z.string().min(1).max(500);

export interface HistoryQuestion {
  readonly kind: ImportKind | null;
  readonly status: ImportStatus | null;
  readonly page: { readonly direction: 'after' | 'before'; readonly cursor: string } | null;
}

/** Checks that led nowhere are not history; they are found by asking for them. */
export const HISTORY_STATUSES = IMPORT_STATUSES.filter((status) => status !== 'cancelled');

/** What the history is asked for by its address. Words that mean nothing ask for nothing. */
export function readHistoryQuestion(search: URLSearchParams): HistoryQuestion {
  const cursor = (direction: 'after' | 'before') => {
    const text = cursorSchema.safeParse(search.get(direction)).data;
    return text === undefined ? null : { direction, cursor: text };
  };
  return {
    kind: importKindSchema.safeParse(search.get('kind')).data ?? null, status: importStatusSchema.safeParse(search.get('status')).data ?? null, page: cursor('after') ?? cursor('before'),
  };
}

/** The address of another page of the same question. */
export function historySearch({ kind, status }: HistoryQuestion, page: { readonly after?: string | null; readonly before?: string | null } = {}): string {
  const entries = Object.entries({ kind, status, ...page }).flatMap(([name, text]): [string, string][] => (text ? [[name, text]] : []));
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}
