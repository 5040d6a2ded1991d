import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  /** As it is shown: safe and unique already (`archiveNames` of the domain). */
  readonly name: string;
  readonly modifiedAt: Date;
  readonly bytes: number;
  /** Asked when its turn comes; a failure ends the archive. */
  readonly open: () => Promise<Readable>;
}

/** One whose length shows itself only as it is written; it has 64-bit fields, and no length of the archive can be told beforehand. */
export interface UnmeasuredEntry extends Omit<ZipEntry, 'bytes'> {
  readonly bytes: null;
  /** Compressed: worth it for text, not for pictures and films. */
  readonly isPacked: boolean;
}

/** From this size, offset or count on the old fields do not suffice (APPNOTE 4.3.9.2, 4.4.1.4). */
const ZIP64 = { size: 0xffffffff, entries: 0xffff } as const;
const UTF8_NAME_AND_DESCRIPTOR = 0x0808;
const METHOD = { stored: 0, deflated: 8 } as const;
/** Text shrinks to a fifth at a third of the time that the densest packing takes. */
const PACKING_LEVEL = 4;
const VERSION = { plain: 20, zip64: 45 } as const;
/** Made by Unix, so that programs keep UTF-8 names; a plain file that its owner writes and all read. */
const MADE_BY_UNIX = 3 << 8;
const PLAIN_FILE = (0o100644 << 16) >>> 0;

interface Placed {
  readonly entry: ZipEntry | UnmeasuredEntry;
  readonly name: Buffer;
  readonly offset: number;
  readonly isLarge: boolean;
  readonly crc: number;
  readonly bytes: number;
  /** As they lie in the archive. */
  readonly packedBytes: number;
}

/** How many bytes `zipStream` will give: told before, a download that breaks off cannot pass for a whole one. */
export function zipBytes(entries: readonly ZipEntry[], zip64From: number = ZIP64.size): number {
  let offset = 0;
  let directory = 0;
  let isOver = entries.length >= ZIP64.entries;
  for (const { name, bytes } of entries) {
    const nameBytes = Buffer.byteLength(name);
    const isLarge = bytes >= zip64From;
    isOver ||= isLarge || offset >= zip64From;
    directory += 46 + nameBytes + extraOf({ isLarge, offset }, zip64From).length;
    offset += 30 + nameBytes + (isLarge ? 20 : 0) + bytes + (isLarge ? 24 : 16);
  }
  return offset + directory + (isOver || offset >= zip64From || directory >= zip64From ? 76 : 0) + 22;
}

/**
 * Files as one ZIP, a piece at a time: nothing is held but what is being passed on. Stored, not compressed (pictures and films are already) unless an
 * entry says so, with names in UTF-8 and 64-bit fields where they are needed. An entry is asked for when the one before it is written.
 * @throws Error when a file has other than its stated number of bytes
 */
export async function* zipStream(entries: Iterable<ZipEntry | UnmeasuredEntry> | AsyncIterable<ZipEntry | UnmeasuredEntry>, zip64From: number = ZIP64.size): AsyncGenerator<Buffer> {
  const placed: Placed[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = Buffer.from(entry.name);
    const isLarge = entry.bytes === null || entry.bytes >= zip64From;
    const head = localHeader(entry, name, isLarge);
    yield head;
    const sum: Sum = { crc: 0, bytes: 0 };
    let packedBytes = 0;
    const content = summed((await entry.open()) as AsyncIterable<Buffer>, entry, sum);
    for await (const chunk of isPacked(entry) ? packed(content) : content) {
      packedBytes += chunk.length;
      yield chunk;
    }
    if (entry.bytes !== null && sum.bytes !== entry.bytes) throw new Error(`'${entry.name}' has ${sum.bytes} bytes, not the ${entry.bytes} that were stated`);
    const tail = descriptor(sum.crc, packedBytes, sum.bytes, isLarge);
    yield tail;
    placed.push({ entry, name, offset, isLarge, ...sum, packedBytes });
    offset += head.length + packedBytes + tail.length;
  }
  const directory = Buffer.concat(placed.map((one) => centralHeader(one, zip64From)));
  yield directory;
  const isOver = placed.length >= ZIP64.entries || offset >= zip64From || directory.length >= zip64From || placed.some((one) => extraOf(one, zip64From).length > 0);
  yield endOf(placed.length, { offset, bytes: directory.length }, isOver);
}

interface Sum {
  crc: number;
  bytes: number;
}

/** Adds up what passes; ends as soon as it is more than was stated. */
async function* summed(content: AsyncIterable<Buffer>, { bytes: stated }: ZipEntry | UnmeasuredEntry, sum: Sum): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    sum.crc = crc32(chunk, sum.crc);
    sum.bytes += chunk.length;
    if (stated !== null && sum.bytes > stated) return;
    yield chunk;
  }
}

function packed(content: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  // A failure of either side ends the other and reaches whoever reads.
  return pipeline(Readable.from(content), createDeflateRaw({ level: PACKING_LEVEL }), () => undefined);
}

function isPacked(entry: ZipEntry | UnmeasuredEntry): boolean {
  return entry.bytes === null && entry.isPacked;
}

const methodOf = (entry: ZipEntry | UnmeasuredEntry): number => (isPacked(entry) ? METHOD.deflated : METHOD.stored);

function localHeader(entry: ZipEntry | UnmeasuredEntry, name: Buffer, isLarge: boolean): Buffer {
  // Sizes come behind the file; a large one says here that they will be of 64 bits.
  const extra = isLarge ? zip64Extra([0, 0]) : Buffer.alloc(0);
  return record(30, [[4, 0x04034b50], [2, isLarge ? VERSION.zip64 : VERSION.plain], [2, UTF8_NAME_AND_DESCRIPTOR], [2, methodOf(entry)], [4, dosTime(entry.modifiedAt)], [4, 0], [4, isLarge ? ZIP64.size : 0], [4, isLarge ? ZIP64.size : 0], [2, name.length], [2, extra.length]], name, extra);
}

function descriptor(crc: number, packedBytes: number, bytes: number, isLarge: boolean): Buffer {
  const width = isLarge ? 8 : 4;
  return record(8 + 2 * width, [[4, 0x08074b50], [4, crc], [width, packedBytes], [width, bytes]]);
}

function centralHeader({ entry, name, offset, isLarge, crc, bytes, packedBytes }: Placed, zip64From: number): Buffer {
  const extra = extraOf({ isLarge, offset, bytes, packedBytes }, zip64From);
  const version = extra.length > 0 ? VERSION.zip64 : VERSION.plain;
  return record(46, [
    [4, 0x02014b50], [2, MADE_BY_UNIX | version], [2, version], [2, UTF8_NAME_AND_DESCRIPTOR], [2, methodOf(entry)], [4, dosTime(entry.modifiedAt)], [4, crc],
    [4, isLarge ? ZIP64.size : packedBytes], [4, isLarge ? ZIP64.size : bytes],
    [2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, PLAIN_FILE], [4, offset >= zip64From ? ZIP64.size : offset],
  ], name, extra);
}

/** The 64-bit fields that a central header needs, in their order: both sizes, then the offset. */
function extraOf({ isLarge, offset, bytes = 0, packedBytes = 0 }: Pick<Placed, 'isLarge' | 'offset'> & Partial<Pick<Placed, 'bytes' | 'packedBytes'>>, zip64From: number): Buffer {
  const fields = [...(isLarge ? [bytes, packedBytes] : []), ...(offset >= zip64From ? [offset] : [])];
  return fields.length === 0 ? Buffer.alloc(0) : zip64Extra(fields);
}

function zip64Extra(fields: readonly number[]): Buffer {
  return record(4 + 8 * fields.length, [[2, 0x0001], [2, 8 * fields.length], ...fields.map((value): [8, number] => [8, value])]);
}

function endOf(count: number, { offset, bytes }: { readonly offset: number; readonly bytes: number }, isOver: boolean): Buffer {
  const many = isOver ? ZIP64.entries : count;
  const end = record(22, [[4, 0x06054b50], [2, 0], [2, 0], [2, many], [2, many], [4, isOver ? ZIP64.size : bytes], [4, isOver ? ZIP64.size : offset], [2, 0]]);
  if (!isOver) return end;
  const large = record(56, [[4, 0x06064b50], [8, 44], [2, MADE_BY_UNIX | VERSION.zip64], [2, VERSION.zip64], [4, 0], [4, 0], [8, count], [8, count], [8, bytes], [8, offset]]);
  return Buffer.concat([large, record(20, [[4, 0x07064b50], [4, 0], [8, offset + bytes], [4, 1]]), end]);
}

/** Numbers of so many bytes, little end first, and what follows them. */
function record(bytes: number, fields: readonly (readonly [2 | 4 | 8, number])[], ...rest: readonly Buffer[]): Buffer {
  const buffer = Buffer.alloc(bytes);
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, width);
    at += width;
  }
  return rest.length === 0 ? buffer : Buffer.concat([buffer, ...rest]);
}

/** Date over time in the old form, two seconds exact, in UTC: it knows no zone. Years from 1980 to 2107. */
function dosTime(at: Date): number {
  const year = Math.min(Math.max(at.getUTCFullYear(), 1980), 2107) - 1980;
  const date = (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return date * 65_536 + time;
}
