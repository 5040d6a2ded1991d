import yauzl from 'yauzl';
import { UnreadableFileError } from './unreadable-file.ts';
import { WorkbookScan } from './workbook-scan.ts';

export const ZIP_LIMITS = { entries: 200, unpackedBytes: 50 * 1024 * 1024, ratio: 150 } as const;

/**
 * Refuses a zip that is no workbook of a reasonable size, before a reader builds anything of it. First by its directory: too many
 * entries, too large when unpacked, packed more densely than any real workbook (a 324 KB file of 95 MB cost 1 GB of memory:
 * reliability.md 0.5), entries that overlap, or data that the directory does not name. Then by unpacking piece by piece into
 * nothing, as directories may lie, and looking for what makes XML explode. @throws UnreadableFileError
 */
export async function refuseZipBomb(bytes: Uint8Array): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const zip = await yauzl.fromBufferPromise(buffer, { autoClose: false });
    const entries = await listEntries(zip);
    refuseGaps(buffer, entries);
    for (const entry of entries) await inspect(zip, entry);
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : damaged(error instanceof Error ? error.message : String(error), error);
  }
}

async function listEntries(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  if (zip.entryCount > ZIP_LIMITS.entries) throw tooLarge(`it has ${zip.entryCount} parts, ${ZIP_LIMITS.entries} at most are allowed`);
  const entries: yauzl.Entry[] = [];
  let packed = 0;
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
    if (unpacked > ZIP_LIMITS.unpackedBytes) throw tooLarge(`unpacked it is larger than ${ZIP_LIMITS.unpackedBytes / 1024 / 1024} MB`);
    if (unpacked > Math.max(packed, 1024) * ZIP_LIMITS.ratio) throw tooLarge(`it unpacks to more than ${ZIP_LIMITS.ratio} times its size`);
  }
  return entries;
}

const LOCAL_HEADER_BYTES = 30;
/** What may follow an entry's data: its sizes once more. Too short for a header of another entry. */
const DESCRIPTOR_BYTES = 24;

/** Readers that go from entry to entry see what stands in the file; the directory must name all of it, each part once. */
function refuseGaps(buffer: Buffer, entries: readonly yauzl.Entry[]): void {
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const start = entry.relativeOffsetOfLocalHeader;
    const isNext = start >= end && start <= end + (end === 0 ? 0 : DESCRIPTOR_BYTES) && start + LOCAL_HEADER_BYTES <= buffer.length;
    if (!isNext) throw damaged('its parts do not lie one behind the other');
    end = start + LOCAL_HEADER_BYTES + buffer.readUInt16LE(start + 26) + buffer.readUInt16LE(start + 28) + entry.compressedSize;
  }
  const directory = directoryOffset(buffer);
  if (directory < end || directory > end + DESCRIPTOR_BYTES) throw damaged('it holds parts that its directory does not name');
}

const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

/** Where the directory begins, by the record at the end of the file. */
function directoryOffset(buffer: Buffer): number {
  const record = buffer.lastIndexOf(END_OF_DIRECTORY);
  return record === -1 || record + 20 > buffer.length ? -1 : buffer.readUInt32LE(record + 16);
}

/** Unpacks an entry into nothing: yauzl ends with an error as soon as there is more than the directory says. */
async function inspect(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<void> {
  const scan = /\.(?:xml|rels)$/i.test(entry.fileName) ? new WorkbookScan() : null;
  const stream = await zip.openReadStreamPromise(entry);
  for await (const piece of stream) {
    const problem = scan?.problemIn(Buffer.from(piece)) ?? null;
    if (problem !== null) throw tooLarge(problem);
  }
}

function damaged(why: string, cause?: unknown): UnreadableFileError {
  return new UnreadableFileError('broken_workbook', `the workbook is damaged (${why})`, { cause });
}

function tooLarge(why: string): UnreadableFileError {
  return new UnreadableFileError('workbook_too_large', `the workbook is refused: ${why}; save it as CSV instead`);
}
