import type { Kysely } from 'kysely';
import { listKolNames, listStaleKolWords, upsertKolWords } from '#db/queries/kol-search.server.ts';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { likenessGrams } from '#app/domain/kol-likeness.ts';
import { kolWords } from '#app/domain/kol-search.ts';
import { readingsOf } from '#app/lib/pinyin.server.ts';

const BATCH = 1_000;

/**
 * Makes KOLs findable by their names and handles as they are now. Whoever writes a name or a handle calls this in the same transaction; a test
 * holds each of them to it, and the worker catches up with what was written by other hands.
 */
export async function refreshKolWords(db: Kysely<Database>, workspaceId: string, kolIds: readonly string[]): Promise<void> {
  const ids = [...new Set(kolIds)];
  for (let from = 0; from < ids.length; from += BATCH) {
    const named = await listKolNames(db, workspaceId, ids.slice(from, from + BATCH));
    await upsertKolWords(db, workspaceId, named.map(({ kolId, names, source }) => ({ kolId, source, ...wordsOf(names) })));
  }
}

/** A name and handles in grams: what finds them, and what another KOL that looks alike would share (`find-kol-pairs`). */
function wordsOf(names: readonly string[]) {
  const readings = names.map(readingsOf);
  const { text, grams } = kolWords(names, readings);
  const [name = '', ...handles] = names;
  return { text, grams: [...grams, ...likenessGrams(name, handles, readings[0] ?? '')] };
}

/** Writes the words of all KOLs that lack them or have outdated ones, a batch at a time; returns how many. */
export async function fillKolWords(db: Kysely<Database>): Promise<{ written: number }> {
  let written = 0;
  for (const { id } of await listWorkspaces(db)) {
    for (;;) {
      const stale = await listStaleKolWords(db, id, BATCH);
      await refreshKolWords(db, id, stale);
      written += stale.length;
      if (stale.length < BATCH) break;
    }
  }
  return { written };
}
