import type { Kysely } from 'kysely';
import * as z from 'zod';
import { listMatchingKolIds } from '#db/queries/kol-edit.server.ts';
import type { Database } from '#db/schema.ts';
import { parseRosterQuery, rosterFilter, rosterSpec } from '../kols._index/question.server.ts';

/** How a form names the KOLs that it is about: those that were ticked, or all that an address of the roster matches, on whatever page. */
export const selectionShape = {
  scope: z.enum(['chosen', 'all']),
  /** The roster's address, "?q=..."; leads back, and says what "all" is. */
  query: z.string().max(4000).default(''),
  id: z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.uuid()).max(2000)),
};

const selectionSchema = z.object(selectionShape);
export type KolSelection = z.output<typeof selectionSchema>;

/** The ids that a selection stands for now. */
export async function selectedKolIds(db: Kysely<Database>, workspaceId: string, { scope, query, id }: KolSelection): Promise<string[]> {
  if (scope === 'chosen') return [...new Set(id)];
  // Whoever may edit sees costs, so every filter of the address counts.
  return await listMatchingKolIds(db, workspaceId, rosterFilter(parseRosterQuery(new URLSearchParams(query), rosterSpec(true))));
}
