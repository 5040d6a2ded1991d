import { rm } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { deleteUnusedChecks, listImportsWithFile, releaseOldImportFiles } from '#db/queries/import-sweep.server.ts';
import type { Database } from '#db/schema.ts';
import { FILE_KEPT_HOURS } from '#app/domain/ingestion/import-run.ts';
import { dropImportFile, listOldUploads } from '#app/lib/import-files.server.ts';

const HOUR_MS = 3_600_000;

/** Forgets what nobody came back for: files after a day, also those that no import knows (any more), and checks that led to nothing after a month. */
export async function sweepImports(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<{ readonly files: number; readonly checks: number }> {
  const released = await releaseOldImportFiles(db, now);
  const { importIds, parts } = await listOldUploads(new Date(now.getTime() - FILE_KEPT_HOURS * HOUR_MS));
  const held = new Set(await listImportsWithFile(db, importIds));
  const dropped = new Set([...released, ...importIds.filter((id) => !held.has(id))]);
  for (const id of dropped) await dropImportFile(id);
  for (const part of parts) await rm(part, { force: true });
  return { files: dropped.size + parts.length, checks: await deleteUnusedChecks(db, now) };
}
