import { constants } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import type { LocationState } from '#app/domain/asset.ts';
import type { LocationPlan } from './find-location.ts';
import { findLocation } from './find-location.ts';

const CHUNK_BYTES = 65_536;
/** Whose boxes are known; a position in other recordings (WebM's tags) is not looked for. */
const BOX_TYPES: readonly string[] = ['video/mp4', 'video/quicktime', 'audio/mp4'];

/**
 * Takes the place out of a recording that may be stored: where it holds one, `out` becomes a copy of the file in which it is zeros, of the same
 * length and with everything else byte for byte. Nothing is encoded anew.
 */
export async function stripLocation(file: string, mediaType: string, out: string): Promise<{ readonly state: LocationState; readonly isCopied: boolean }> {
  if (!BOX_TYPES.includes(mediaType)) return { state: mediaType === 'video/webm' ? 'unchecked' : 'none', isCopied: false };
  const plan = await planOf(file);
  if (plan.blanks.length === 0) return { state: plan.isWhole ? 'none' : 'unchecked', isCopied: false };
  await copyFile(file, out, constants.COPYFILE_FICLONE);
  await blankOut(out, plan);
  return { state: plan.isWhole ? 'removed' : 'unchecked', isCopied: true };
}

async function planOf(file: string): Promise<LocationPlan> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    return await findLocation(async (start, length) => {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await handle.read(buffer, 0, length, start);
      return buffer.subarray(0, bytesRead);
    }, size);
  } finally {
    await handle.close();
  }
}

async function blankOut(file: string, { blanks, frees }: LocationPlan): Promise<void> {
  const handle = await open(file, 'r+');
  const zeros = Buffer.alloc(CHUNK_BYTES);
  try {
    for (const { start, end } of blanks) for (let at = start; at < end; at += CHUNK_BYTES) await handle.write(zeros, 0, Math.min(CHUNK_BYTES, end - at), at);
    for (const at of frees) await handle.write(Buffer.from('free', 'latin1'), 0, 4, at);
  } finally {
    await handle.close();
  }
}
