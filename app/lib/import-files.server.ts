import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { isId } from './ids.server.ts';
import { uploadDir } from './upload.server.ts';

const samplesSchema = z.array(z.array(z.string()));

/** For each heading of a file some of its values. They lie beside the file and go with it, as those of an order file name buyers. */
export type ImportSamples = z.infer<typeof samplesSchema>;

/** Keeps an uploaded file under its import's id. */
export async function keepImportFile(importId: string, file: { readonly path: string }): Promise<void> {
  await rename(file.path, await importFilePath(importId));
}

/** Where the file of an import lies, as long as it does. */
export async function importFilePath(importId: string): Promise<string> {
  return path.join(await uploadDir(), `${checked(importId)}.file`);
}

export async function hasImportFile(importId: string): Promise<boolean> {
  return (await stat(await importFilePath(importId)).catch(() => null)) !== null;
}

export async function saveImportSamples(importId: string, samples: ImportSamples): Promise<void> {
  const target = await samplesPath(importId);
  await writeFile(`${target}.new`, JSON.stringify(samples), { mode: 0o600 });
  await rename(`${target}.new`, target);
}

/** The samples of an import's file; none where the file is gone. */
export async function readImportSamples(importId: string): Promise<ImportSamples> {
  const text = await readFile(await samplesPath(importId), 'utf8').catch(() => null);
  return text === null ? [] : samplesSchema.parse(JSON.parse(text));
}

/** Removes an import's file and what lies beside it. */
export async function dropImportFile(importId: string): Promise<void> {
  await rm(await importFilePath(importId), { force: true });
  await rm(await samplesPath(importId), { force: true });
}

/** What lies in the folder for so long that nobody comes back for it: uploads that broke off, and imports by their ids. */
export async function listOldUploads(before: Date): Promise<{ readonly importIds: string[]; readonly parts: string[] }> {
  const dir = await uploadDir();
  const importIds = new Set<string>();
  const parts: string[] = [];
  for (const name of await readdir(dir)) {
    const stats = await stat(path.join(dir, name)).catch(() => null);
    if (!stats || stats.mtimeMs >= before.getTime()) continue;
    const [id = '', kind] = name.split('.');
    if (isId(id) && (kind === 'file' || kind === 'samples')) importIds.add(id);
    else if (name.endsWith('.part')) parts.push(path.join(dir, name));
  }
  return { importIds: [...importIds], parts };
}

async function samplesPath(importId: string): Promise<string> {
  return path.join(await uploadDir(), `${checked(importId)}.samples`);
}

/** An id becomes a file's name: nothing else may. */
function checked(importId: string): string {
  if (!isId(importId)) throw new Error(`'${importId}' is no import's id`);
  return importId;
}
