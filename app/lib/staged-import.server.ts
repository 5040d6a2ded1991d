import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { importKindSchema } from '#app/domain/ingestion/import-run.ts';
import { platformSchema } from '#app/domain/kol.ts';
import { uploadDir } from './upload.server.ts';

const DAY_MS = 86_400_000;
const ID = /^[\w-]{32}$/;

const stagedSchema = z.strictObject({
  userId: z.string(),
  workspaceId: z.string(),
  kind: importKindSchema,
  fileName: z.string(),
  format: z.enum(['auto', 'shopify', 'own']),
  platform: platformSchema.nullable(),
  campaign: z.string().nullable(),
  dateOrder: z.enum(['dmy', 'mdy']).nullable(),
  skipBadRows: z.boolean(),
  /** As a person has chosen it: field -> heading. */
  mapping: z.record(z.string(), z.string()).nullable(),
  /** The import run that the last check was recorded as. */
  checkId: z.string().nullable(),
  /** Why the file could not be checked. */
  problem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
});

/** An uploaded file between its check and its import, with what was chosen for it. */
export type StagedImport = z.infer<typeof stagedSchema>;

/** Keeps an uploaded file for a day at most, under an id that cannot be guessed. */
export async function stageImport(file: { readonly path: string }, staged: StagedImport, now: Date): Promise<string> {
  await sweep(now);
  const id = randomBytes(24).toString('base64url');
  await rename(file.path, await dataPath(id));
  await saveStagedImport(id, staged);
  return id;
}

export async function saveStagedImport(id: string, staged: StagedImport): Promise<void> {
  const target = await notePath(id);
  await writeFile(`${target}.new`, JSON.stringify(staged), { mode: 0o600 });
  await rename(`${target}.new`, target);
}

/** A staged file of this person in this workspace, with the path of its bytes; null when there is none (any more). */
export async function findStagedImport(id: string | undefined, who: { userId: string | null; workspaceId: string }): Promise<{ staged: StagedImport; path: string } | null> {
  if (id === undefined || !ID.test(id)) return null;
  const note = await readFile(await notePath(id), 'utf8').catch(() => null);
  if (note === null) return null;
  const staged = stagedSchema.parse(JSON.parse(note));
  if (staged.userId !== who.userId || staged.workspaceId !== who.workspaceId) return null;
  return { staged, path: await dataPath(id) };
}

export async function dropStagedImport(id: string): Promise<void> {
  await rm(await notePath(id), { force: true });
  await rm(await dataPath(id), { force: true });
}

/** Removes what is older than a day: files that nobody came back for, and uploads that broke off. */
async function sweep(now: Date): Promise<void> {
  const dir = await uploadDir();
  for (const name of await readdir(dir)) {
    const file = path.join(dir, name);
    const stats = await stat(file).catch(() => null);
    if (stats && now.getTime() - stats.mtimeMs > DAY_MS) await rm(file, { force: true });
  }
}

async function dataPath(id: string): Promise<string> {
  return path.join(await uploadDir(), `${id}.file`);
}

async function notePath(id: string): Promise<string> {
  return path.join(await uploadDir(), `${id}.json`);
}
