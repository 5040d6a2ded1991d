/** Bytes of a file from `start`, fewer at its end. */
export type ReadBytes = (start: number, length: number) => Promise<Buffer>;

export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export interface LocationPlan {
  /** Overwritten with zeros, in a file whose length and offsets stay as they are. */
  readonly blanks: readonly Span[];
  /** Where the type of a box that is blanked becomes `free`. */
  readonly frees: readonly number[];
  /** Whether all of the file's boxes were looked at, and none can hold positions that cannot be blanked. */
  readonly isWhole: boolean;
}

interface Box extends Span {
  readonly type: string;
  readonly payload: number;
}

const MAX_DEPTH = 10;
const MAX_BOXES = 20_000;
/** Lists of keys and of sample formats are read whole up to here; longer ones no camera writes. */
const MAX_READ_BYTES = 262_144;

/** Boxes that hold boxes, on the ways to where cameras put a position. */
const HOLDERS = new Set(['moov', 'trak', 'udta', 'mdia', 'minf', 'stbl']);
/** "xyz" behind the copyright sign (QuickTime, Android) and the 3GPP location box. */
const LOCATIONS = new Set(['\u00a9xyz', 'loci']);
/** Adobe's XMP as a box of its own, which may hold GPS beside anything else: be7acfcb-97a9-42e8-9c71-999491e3afac. */
const XMP_BOX = 'be7acfcb97a942e89c71999491e3afac';
const LOCATION_KEY = /^com\.apple\.quicktime\.location\b/;
/** Tracks that hold positions along the way: GoPro's, Google's camera motion, Apple's timed metadata with a location key. */
const TIMED_LOCATION = /gpmd|camm|quicktime\.location/;

/**
 * Finds what tells where an MP4 or QuickTime file was recorded, by its tree of boxes: `udta` and `meta` of the film and its tracks. Only headers
 * and short lists are read, never the film. Sizes are believed as far as they fit into what holds them; a tree that is damaged, deeper or larger
 * than any camera's is left from there on, and the plan says so.
 */
export async function findLocation(read: ReadBytes, size: number): Promise<LocationPlan> {
  const blanks: Span[] = [];
  const frees: number[] = [];
  let [boxes, isWhole] = [0, true];

  async function walk({ start, end }: Span, depth: number, visit: (box: Box) => Promise<void>): Promise<void> {
    for (let at = start; at < end;) {
      const box = await boxAt(at, end);
      boxes += 1;
      if (box === 'end') return;
      if (box === null || depth > MAX_DEPTH || boxes > MAX_BOXES) {
        isWhole = false;
        return;
      }
      await visit(box);
      at = box.end;
    }
  }

  /** `end` for the zeros with which QuickTime closes a list; null for what is no box. */
  async function boxAt(start: number, end: number): Promise<Box | 'end' | null> {
    const head = await read(start, Math.min(16, end - start));
    if (head.length < 8) return head.every((byte) => byte === 0) ? 'end' : null;
    const short = head.readUInt32BE(0);
    if (short === 0 && head.readUInt32BE(4) === 0 && end - start <= 16) return 'end';
    const long = short === 1 && head.length === 16 ? head.readBigUInt64BE(8) : null;
    const bytes = short === 0 ? end - start : long === null ? short : Number(long);
    const header = long === null ? 8 : 16;
    if ((short === 1 && long === null) || bytes < header || bytes > end - start) return null;
    return { type: head.toString('latin1', 4, 8), start, payload: start + header, end: start + bytes };
  }

  const visitAt = (depth: number) => async (box: Box): Promise<void> => {
    if (LOCATIONS.has(box.type)) blank(box);
    else if (box.type === 'meta') await walkMeta(box, depth + 1);
    else if (box.type === 'stsd') await lookAtFormats(box);
    else if (box.type === 'uuid') await lookAtUuid(box);
    else if (HOLDERS.has(box.type)) await walk({ start: box.payload, end: box.end }, depth + 1, visitAt(depth + 1));
  };

  function blank({ start, payload, end }: Box): void {
    blanks.push({ start: payload, end });
    frees.push(start + 4);
  }

  /** MP4 puts a version before the boxes of `meta`, QuickTime does not: the handler that comes first tells. Its items go by the number of their key. */
  async function walkMeta(meta: Box, depth: number): Promise<void> {
    const head = await read(meta.payload, Math.min(12, meta.end - meta.payload));
    const start = meta.payload + (head.toString('latin1', 4, 8) === 'hdlr' ? 0 : 4);
    if (start > meta.end) return void (isWhole = false);
    let keys = new Set<number>();
    const lists: Box[] = [];
    await walk({ start, end: meta.end }, depth, async (box) => {
      if (box.type === 'keys') keys = await locationKeys(box);
      else if (box.type === 'ilst') lists.push(box);
      else await visitAt(depth)(box);
    });
    for (const list of lists) await walk({ start: list.payload, end: list.end }, depth + 1, async (item) => {
      if (LOCATIONS.has(item.type)) blank(item);
      else if (keys.has(Buffer.from(item.type, 'latin1').readUInt32BE(0))) await walk({ start: item.payload, end: item.end }, depth + 2, async (data) => blankValue(data));
    });
  }

  /** The value behind its type and locale; the item itself stays, so that its key still has one. */
  function blankValue(data: Box): void {
    if (data.type === 'data' && data.end - data.payload > 8) blanks.push({ start: data.payload + 8, end: data.end });
    else if (data.type !== 'data') isWhole = false;
  }

  async function locationKeys(box: Box): Promise<Set<number>> {
    const list = await readAll(box);
    const found = new Set<number>();
    for (let [at, number] = [8, 1]; at + 8 <= list.length; number += 1) {
      const bytes = list.readUInt32BE(at);
      if (bytes < 8 || at + bytes > list.length) {
        isWhole = false;
        break;
      }
      if (LOCATION_KEY.test(list.toString('latin1', at + 8, at + bytes))) found.add(number);
      at += bytes;
    }
    return found;
  }

  /** Positions along the way lie among the pictures and sounds: they are not blanked, so they are told. */
  async function lookAtFormats(box: Box): Promise<void> {
    if (TIMED_LOCATION.test((await readAll(box)).toString('latin1'))) isWhole = false;
  }

  async function lookAtUuid(box: Box): Promise<void> {
    if (box.end - box.payload < 16 || (await read(box.payload, 16)).toString('hex') !== XMP_BOX) return;
    blank(box);
  }

  async function readAll({ payload, end }: Box): Promise<Buffer> {
    if (end - payload > MAX_READ_BYTES) isWhole = false;
    return await read(payload, Math.min(end - payload, MAX_READ_BYTES));
  }

  await walk({ start: 0, end: size }, 0, visitAt(0));
  return { blanks, frees, isWhole };
}
