import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import type * as z from 'zod';
import { readFileKey } from '../object-store/file-keys.ts';
import { ContentSum, namesSha256 } from './content-sum.server.ts';
import type { BackupManifest } from './manifest.ts';
import { BACKUP_FORMAT, BackupError, formatSchema, manifestSchema, PART } from './manifest.ts';

/** A backup that was found whole. */
export interface OpenBackup {
  readonly manifest: BackupManifest;
  has(part: string): boolean;
  /** @throws Error where there is no such part */
  read(part: string): Promise<Readable>;
  close(): void;
}

/** A manifest names tables, workspaces and missing files; more than this is none. */
const MAX_MANIFEST_BYTES = 64_000_000;

/**
 * Opens a backup and reads it through once: that every part is there and nothing else, and that each is what the manifest or its own name says. Changes nothing.
 * @throws BackupError `damaged`, naming the part; `newer_format`
 */
export async function openBackup(file: string): Promise<OpenBackup> {
  const zip = await asDamage('it is no whole ZIP file', () => yauzl.openPromise(file, { autoClose: false, strictFileNames: true }));
  try {
    const parts = await asDamage('its directory cannot be read', () => partsOf(zip));
    const read = async (part: string): Promise<Readable> => {
      const entry = parts.get(part);
      if (!entry) throw new BackupError('damaged', `the backup is damaged: ${part} is missing`);
      return await zip.openReadStreamPromise(entry);
    };
    const manifest = await asDamage(`${PART.manifest} cannot be read`, async () => await readManifest(parts.get(PART.manifest), read));
    checkNames(manifest, [...parts.keys()]);
    for (const [name, entry] of parts) await asDamage(`${name} cannot be read`, async () => await checkPart(manifest, name, entry, await read(name)));
    return { manifest, has: (part) => parts.has(part), read, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function partsOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const parts = new Map<string, yauzl.Entry>();
  for await (const entry of zip.eachEntry()) {
    if (parts.has(entry.fileName)) throw new Error(`${entry.fileName} is there twice`);
    parts.set(entry.fileName, entry);
  }
  return parts;
}

async function readManifest(entry: yauzl.Entry | undefined, read: (part: string) => Promise<Readable>): Promise<BackupManifest> {
  if (!entry) throw new BackupError('damaged', `this is no backup of the portal: it holds no ${PART.manifest}`);
  if (entry.uncompressedSize > MAX_MANIFEST_BYTES) throw new Error(`it has ${entry.uncompressedSize} bytes`);
  const json: unknown = JSON.parse(await text(await read(PART.manifest)));
  const format = parsed(formatSchema.safeParse(json));
  if (format.version > BACKUP_FORMAT.version) {
    throw new BackupError('newer_format', `the backup has format ${format.version}, this portal reads up to ${BACKUP_FORMAT.version}: restore it with the portal that it was made by, or a newer one`);
  }
  return parsed(manifestSchema.safeParse(json));
}

function parsed<T>(result: z.ZodSafeParseResult<T>): T {
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it is no manifest'}`);
}

/** What is in the file is what the manifest says, no more and no less: a part that was taken out shows. */
function checkNames(manifest: BackupManifest, names: readonly string[]): void {
  const expected = new Set<string>([PART.manifest, ...manifest.tables.map(({ name }) => PART.table(name)), ...manifest.anchors.map((id) => PART.anchor(id)), ...(manifest.key.isIncluded ? [PART.key] : [])]);
  const files = names.filter((name) => name.startsWith(PART.file('')));
  const known = new Set(names);
  const missing = [...expected].find((name) => !known.has(name));
  const extra = names.find((name) => !expected.has(name) && !name.startsWith(PART.file('')));
  if (missing !== undefined) throw new BackupError('damaged', `the backup is damaged: ${missing} is missing`);
  if (extra !== undefined) throw new BackupError('damaged', `the backup is damaged: it holds ${extra}, which its manifest does not name`);
  if (files.length !== manifest.files.count || namesSha256(files) !== manifest.files.namesSha256) {
    throw new BackupError('damaged', `the backup is damaged: it should hold ${manifest.files.count} files of the library and holds ${files.length}, or others`);
  }
}

async function checkPart(manifest: BackupManifest, name: string, entry: yauzl.Entry, content: Readable): Promise<void> {
  const sum = new ContentSum();
  let crc = 0;
  for await (const chunk of sum.passing(content)) crc = crc32(chunk, crc);
  if (crc !== entry.crc32) throw new Error('its checksum is another');
  const digest = sum.digest();
  const table = manifest.tables.find((one) => PART.table(one.name) === name);
  if (table && (sum.lines !== table.rows || sum.bytes !== table.bytes || digest !== table.sha256)) throw new Error(`it holds ${sum.lines} rows in ${sum.bytes} bytes, the manifest says ${table.rows} in ${table.bytes}, or their SHA-256 is another`);
  const key = name.startsWith(PART.file('')) ? name.slice(PART.file('').length) : null;
  if (key === null) return;
  const named = readFileKey(key);
  if (!named) throw new Error('it is not the name of a stored file');
  if (key === `${named.workspaceId}/${named.hash}` && digest !== named.hash && !manifest.files.altered.includes(key)) throw new Error('its bytes are not those that its name stands for');
}

/** What goes wrong while a file is read is damage of the file; what says more already stays. */
async function asDamage<T>(what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (cause instanceof BackupError || isOfTheSystem(cause)) throw cause;
    throw new BackupError('damaged', `the backup is damaged: ${what} (${cause instanceof Error ? cause.message : String(cause)})`, { cause });
  }
}

/** No such file, no right to read it: says nothing about what it holds. */
function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
