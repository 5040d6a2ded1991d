import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import type { AssetMediaType, UploadRefusal } from '#app/domain/asset-file-type.ts';
import { ASSET_FILE_TYPES, markupIn, nameFits, PICTURE_TYPES } from '#app/domain/asset-file-type.ts';

export type DetectedType = { readonly status: 'known'; readonly mediaType: AssetMediaType } | { readonly status: 'refused'; readonly refusal: UploadRefusal };

const refused = (refusal: UploadRefusal): DetectedType => ({ status: 'refused', refusal });

/** Names by which file-type knows what the library takes. */
const SAME: Readonly<Record<string, AssetMediaType>> = { 'video/x-m4v': 'video/mp4', 'audio/x-m4a': 'audio/mp4', 'audio/vnd.wave': 'audio/wav', 'audio/x-wav': 'audio/wav', 'audio/wave': 'audio/wav' };
/** Text is read to its end up to here; longer texts are no captions or scripts. */
const MAX_TEXT_BYTES = 5_000_000;
const HEAD_BYTES = 65_536;

/**
 * What a file is by its content, never by its name: one of the types on the list, or why not. Text must be UTF-8 throughout; what starts as
 * markup is named as such, and bytes of one type that hold the beginning of a page are refused: a browser may read them as the other.
 */
export async function detectType(file: string, fileName: string): Promise<DetectedType> {
  const head = await headOf(file);
  if (head.length === 0) return refused('empty');
  const found = await fileTypeFromFile(file).catch(() => undefined);
  if (found === undefined || found.mime === 'application/xml') return await detectText(file, fileName);
  const mediaType = SAME[found.mime] ?? found.mime;
  if (!isTaken(mediaType)) return refused(mediaType === 'image/svg+xml' ? 'svg' : mediaType === 'text/html' ? 'html' : 'type');
  if (!PICTURE_TYPES.includes(mediaType) && markupIn(head.subarray(0, 4_096).toString('latin1')) !== null) return refused('polyglot');
  return nameFits(fileName, mediaType) ? { status: 'known', mediaType } : refused('extension');
}

function isTaken(mediaType: string): mediaType is AssetMediaType {
  return Object.hasOwn(ASSET_FILE_TYPES, mediaType) && mediaType !== 'text/plain';
}

async function detectText(file: string, fileName: string): Promise<DetectedType> {
  const bytes = await headOf(file, MAX_TEXT_BYTES + 1);
  if (bytes.length > MAX_TEXT_BYTES) return refused('type');
  const text = readText(bytes);
  if (text === null) return refused('type');
  const markup = markupIn(text);
  if (markup !== null) return refused(markup);
  return nameFits(fileName, 'text/plain') ? { status: 'known', mediaType: 'text/plain' } : refused('extension');
}

/** UTF-8 as text; null for anything else, and for control characters that no text holds. */
function readText(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    return /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

async function headOf(file: string, bytes = HEAD_BYTES): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
