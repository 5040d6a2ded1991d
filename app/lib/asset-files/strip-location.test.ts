import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLocation } from './find-location.ts';
import { stripLocation } from './strip-location.server.ts';

const PLACE = '+31.2304+121.4737/';
let folder = '';
beforeAll(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'kol-place-'))));
afterAll(async () => await rm(folder, { recursive: true, force: true }));

const latin = (text: string) => Buffer.from(text, 'latin1');
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const box = (type: string | Buffer, ...parts: Buffer[]): Buffer => Buffer.concat([u32(8 + parts.reduce((sum, part) => sum + part.length, 0)), typeof type === 'string' ? latin(type) : type, ...parts]);
/** The same with its size in 64 bits. */
const wide = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(16 + body.length));
  return Buffer.concat([u32(1), latin(type), size, body]);
};
const text = (words: string) => Buffer.concat([Buffer.from([0, words.length, 0x15, 0xc7]), latin(words)]);
const keys = (...names: string[]) => box('keys', u32(0), u32(names.length), ...names.map((name) => box('mdta', latin(name))));
const items = (...values: string[]) => box('ilst', ...values.map((value, index) => box(u32(index + 1), box('data', u32(1), u32(0), latin(value)))));
const handler = box('hdlr', u32(0), u32(0), latin('mdta'), Buffer.alloc(13));

const FTYP = box('ftyp', latin('isom'), u32(512), latin('isomiso2'));
const MVHD = box('mvhd', Buffer.alloc(100, 7));
const MDAT = box('mdat', latin(`pictures and ${PLACE} among them`));
const XYZ = box('\u00a9xyz', text(PLACE));
const LOCI = box('loci', u32(0), Buffer.from([0x15, 0xc7]), latin('Shanghai\0'), Buffer.alloc(13, 9));
const META = box('meta', handler, keys('com.apple.quicktime.make', 'com.apple.quicktime.location.ISO6709', 'com.apple.quicktime.creationdate'), items('Apple', PLACE, '2026-07-01'));
const XMP = box('uuid', Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex'), latin(`<x:xmpmeta>exif:GPSLatitude ${PLACE}</x:xmpmeta>`));

async function strip(bytes: Buffer): Promise<{ state: string; stored: Buffer }> {
  const [file, out] = [path.join(folder, 'in'), path.join(folder, 'out')];
  await writeFile(file, bytes);
  const { state, isCopied } = await stripLocation(file, 'video/mp4', out);
  expect((await readFile(file)).equals(bytes)).toBe(true);
  return { state, stored: isCopied ? await readFile(out) : bytes };
}
const planOf = async (bytes: Buffer) => await findLocation(async (start, length) => bytes.subarray(start, start + length), bytes.length);
const changedAt = (before: Buffer, after: Buffer) => [...before.keys()].filter((at) => before[at] !== after[at]);

describe('the place a recording was taken at', () => {
  it.each([
    ['QuickTime and Android: ©xyz', box('moov', MVHD, box('udta', box('\u00a9mak', text('Xiaomi')), XYZ))],
    ['3GPP: loci', box('moov', MVHD, box('udta', LOCI))],
    ['of a track', box('moov', MVHD, box('trak', box('udta', XYZ)))],
    ['iPhone: keys of meta, QuickTime form', box('moov', MVHD, META)],
    ['the same in MP4 form', box('moov', MVHD, box('meta', u32(0), handler, keys('com.apple.quicktime.location.ISO6709'), items(PLACE)))],
    ['items before their keys', box('moov', box('meta', handler, items(PLACE), keys('com.apple.quicktime.location.ISO6709')))],
    ['iTunes form', box('moov', box('udta', box('meta', u32(0), handler, box('ilst', box('\u00a9xyz', box('data', u32(1), u32(0), latin(PLACE)))))))],
    ['XMP in a box of its own', XMP],
    ['64-bit sizes', wide('moov', MVHD, wide('udta', wide('\u00a9xyz', text(PLACE))))],
    ['a list that ends with zeros', box('moov', box('udta', XYZ, u32(0)))],
    ['a last box that reaches to the end', Buffer.concat([u32(0), latin('moov'), MVHD, box('udta', XYZ)])],
  ])('%s: becomes zeros, the rest stays byte for byte', async (_, part) => {
    const bytes = Buffer.concat([FTYP, MDAT, part]);
    const { state, stored } = await strip(bytes);
    expect(state).toBe('removed');
    expect(stored.length).toBe(bytes.length);
    expect(stored.subarray(FTYP.length + MDAT.length).includes(_.startsWith('3GPP') ? 'Shanghai' : PLACE)).toBe(false);
    const { blanks, frees } = await planOf(bytes);
    const allowed = new Set([...blanks.flatMap(({ start, end }) => Array.from({ length: end - start }, (__, index) => start + index)), ...frees.flatMap((at) => [at, at + 1, at + 2, at + 3])]);
    expect(changedAt(bytes, stored).filter((at) => !allowed.has(at))).toEqual([]);
    for (const { start, end } of blanks) expect(stored.subarray(start, end).every((byte) => byte === 0)).toBe(true);
    // What was stripped holds nothing more to strip, and its other words.
    expect((await strip(stored)).stored.equals(stored)).toBe(true);
    for (const kept of ['Xiaomi', 'Apple', '2026-07-01']) expect(stored.includes(kept)).toBe(bytes.includes(kept));
  });

  it('is not looked for where there is none, nor among the pictures', async () => {
    const bytes = Buffer.concat([FTYP, MDAT, box('moov', MVHD, box('udta', box('\u00a9mak', text('Xiaomi'))), box('uuid', Buffer.alloc(16, 1), latin(PLACE)))]);
    expect((await strip(bytes))).toMatchObject({ state: 'none', stored: bytes });
    expect(await stripLocation('/nowhere', 'image/png', '/nowhere')).toEqual({ state: 'none', isCopied: false });
    expect(await stripLocation('/nowhere', 'video/webm', '/nowhere')).toEqual({ state: 'unchecked', isCopied: false });
  });
});

describe('a file that is made to hurt', () => {
  const nested = (depth: number): Buffer => (depth === 0 ? XYZ : box('moov', nested(depth - 1)));
  const lying = (size: number) => Buffer.concat([FTYP, box('moov', box('udta', XYZ)), u32(size), latin('trak'), Buffer.alloc(20, 1)]);
  it.each([
    ['a size beyond the end', lying(4_000_000_000)], ['a size of one header less', lying(7)], ['a 64-bit size beyond all reason', Buffer.concat([FTYP, box('moov', box('udta', XYZ)), u32(1), latin('trak'), Buffer.alloc(8, 0xff)])],
    ['64 bits announced and missing', Buffer.concat([FTYP, box('moov', box('udta', XYZ)), u32(1), latin('trak')])], ['cut in the middle of a header', Buffer.concat([FTYP, box('moov', box('udta', XYZ)), u32(9)])],
    ['positions along the way', Buffer.concat([FTYP, box('moov', box('udta', XYZ), box('trak', box('mdia', box('minf', box('stbl', box('stsd', u32(0), u32(1), box('gpmd', Buffer.alloc(8)))))))) ])],
    ['a list of keys with a size that lies', Buffer.concat([FTYP, box('moov', box('udta', XYZ), box('meta', handler, box('keys', u32(0), u32(1), u32(900), latin('mdta')), items(PLACE)))])],
    ['an item that is no value', Buffer.concat([FTYP, box('moov', box('udta', XYZ), box('meta', handler, keys('com.apple.quicktime.location.ISO6709'), box('ilst', box(u32(1), box('name', latin('x'))))))])],
    ['a meta without room for its version', Buffer.concat([FTYP, box('moov', box('udta', XYZ), box('meta', Buffer.alloc(2))) ])],
    ['a list of formats longer than any', Buffer.concat([FTYP, box('moov', box('udta', XYZ), box('stbl', box('stsd', Buffer.alloc(300_000)))) ])],
  ])('%s: what was found before is blanked, and it says that it was not looked through', async (_, bytes) => {
    const { state, stored } = await strip(bytes);
    expect(state).toBe('unchecked');
    expect(stored.subarray(0, FTYP.length + 60).includes(PLACE)).toBe(false);
  });

  it('nested without end, or of boxes without number, is left in bounded time', async () => {
    expect(await planOf(nested(9))).toMatchObject({ isWhole: true, blanks: [{}] });
    expect(await planOf(nested(300))).toMatchObject({ isWhole: false, blanks: [] });
    expect(await planOf(Buffer.concat(Array.from({ length: 20_001 }, () => box('free'))))).toMatchObject({ isWhole: false });
  }, 20_000);

  it('whatever the bytes are, nothing is written but inside of what was found', async () => {
    const piece = fc.oneof(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)), fc.constantFrom(XYZ, LOCI, META, XMP, MDAT, MVHD, FTYP, box('moov', MVHD, box('udta', XYZ, LOCI), META), wide('moov', box('udta', XYZ))));
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 6 }), fc.nat(), fc.nat(255), async (pieces, at, value) => {
      const bytes = Buffer.concat(pieces);
      if (bytes.length > 0) bytes[at % bytes.length] = value;
      const { blanks, frees } = await planOf(bytes);
      for (const { start, end } of blanks) expect(start >= 8 && end > start - 1 && end <= bytes.length).toBe(true);
      const spans = blanks.toSorted((a, b) => a.start - b.start);
      expect(spans.every(({ start }, index) => index === 0 || start >= (spans[index - 1]?.end ?? 0))).toBe(true);
      for (const start of frees) expect(blanks.some((blank) => blank.start === start + 4 || blank.start === start + 12)).toBe(true);
    }), { numRuns: 150 });
  });
});
