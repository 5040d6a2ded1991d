// Decodes pictures for the library in a process of its own: a decoder that crashes, hangs or swells takes nothing with it. Reads one job a
// line from its input, `{id, file, out}`, and answers a line to each: what the picture is, or why it is none. Ends with its input.
import { createInterface } from 'node:readline';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const sharp = createRequire(import.meta.url)('sharp');
sharp.cache(false);
sharp.concurrency(1);
// SVG, PDF, HEIF and all the rest have had their holes; nothing but these three is ever decoded.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngFile', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpFile', 'VipsForeignLoadWebpBuffer'] });

// Above what phones take (50 million), far below what a small file can claim to hold.
const MAX_PIXELS = 64_000_000;
const MAX_RSS_BYTES = 600_000_000;
const WIDTHS = [320, 1280];

setInterval(() => {
  if (process.memoryUsage.rss() > MAX_RSS_BYTES) process.exit(70);
}, 25).unref();

async function describe({ file, out }) {
  const open = (source) => sharp(source, { limitInputPixels: MAX_PIXELS, failOn: 'error', animated: false });
  const { width, height, format, orientation = 1 } = await open(file).metadata();
  if (width * height > MAX_PIXELS) return { refusal: 'pixels' };
  // Only JPEG keeps the way to turn it; the others are stored as their pixels lie.
  const turned = format === 'jpeg' && orientation >= 5;
  const bytes = await readFile(file);
  const stripped = STRIPPERS[format](bytes, orientation);
  if (stripped === null) return { refusal: 'damaged' };
  await writeFile(out, stripped, { mode: 0o600 });
  // Decoded from what will be stored, once: all that is made of it comes from these pixels.
  const largest = await open(stripped).rotate().resize({ width: WIDTHS.at(-1), height: 1280 * 4, fit: 'inside', withoutEnlargement: true }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const raw = { raw: { width: largest.info.width, height: largest.info.height, channels: largest.info.channels } };
  for (const size of WIDTHS) await sharp(largest.data, raw).resize({ width: size, withoutEnlargement: true }).webp({ quality: 78, effort: 2 }).toFile(`${out}-${size}`);
  const { dominant } = await sharp(largest.data, raw).flatten({ background: '#ffffff' }).stats();
  return {
    width: turned ? height : width, height: turned ? width : height, pictureHash: await differenceHash(largest.data, raw), thumbnails: WIDTHS,
    dominant: [dominant.r, dominant.g, dominant.b],
  };
}

/** A picture in another size, crop and format: what is longest has at most so many pixels, and nothing is made larger than it was. */
async function render({ file, out, pixels, ratio, format }) {
  const picture = sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'error', animated: false }).rotate().toColourspace('srgb');
  const { width, height } = await turnedSize(file);
  const box = ratio === null ? { width: pixels, height: pixels, fit: 'inside' } : { ...boxOf(width, height, pixels, ratio), fit: 'cover', position: sharp.strategy.attention };
  const resized = picture.resize({ ...box, withoutEnlargement: true });
  const made = format === 'jpeg' ? resized.flatten({ background: '#ffffff' }).jpeg({ quality: 86, mozjpeg: true }) : format === 'png' ? resized.png() : resized.webp({ quality: 84 });
  await made.toFile(out);
  return { rendered: true };
}

async function turnedSize(file) {
  const { width, height, format, orientation = 1 } = await sharp(file, { limitInputPixels: MAX_PIXELS }).metadata();
  return format === 'jpeg' && orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** The largest box of a ratio that fits into the picture and has at most so many pixels on its longest side. */
function boxOf(width, height, pixels, [across, down]) {
  const scale = Math.min(width / across, height / down, pixels / Math.max(across, down));
  return { width: Math.max(1, Math.round(across * scale)), height: Math.max(1, Math.round(down * scale)) };
}

/** dHash: whether each of 8 x 8 cells is brighter than its right neighbour, over a picture of 9 x 8 grey cells. */
async function differenceHash(data, raw) {
  const cells = await sharp(data, raw).flatten({ background: '#ffffff' }).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer();
  let hash = 0n;
  for (let row = 0; row < 8; row += 1) for (let column = 0; column < 8; column += 1) hash = (hash << 1n) | (cells[row * 9 + column] > cells[row * 9 + column + 1] ? 1n : 0n);
  return hash.toString(16).padStart(16, '0');
}

/** The same picture without what tells where and by whom it was taken, and without bytes behind its end. Nothing is decoded or encoded anew. */
const STRIPPERS = { jpeg: stripJpeg, png: stripPng, webp: stripWebp };

function stripJpeg(bytes, orientation) {
  const parts = [bytes.subarray(0, 2)];
  if (orientation > 1) parts.push(orientationSegment(orientation));
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1];
    if (marker === 0xff) { at += 1; continue; }
    if (marker === 0xd9) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return null;
    // Kept: JFIF (APP0), colour profile (APP2), Adobe's colour transform (APP14), and all that is no APPn or comment.
    const isNote = (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe;
    const isProfile = marker !== 0xe2 || bytes.subarray(at + 4, at + 15).toString('latin1') === 'ICC_PROFILE';
    if (!isNote && isProfile) parts.push(bytes.subarray(at, end));
    at = end;
    if (marker !== 0xda) continue;
    // Behind the start of a scan everything is pixels up to the next marker that is none of its own (stuffing, restarts).
    let scan = at;
    while (scan + 1 < bytes.length && !(bytes[scan] === 0xff && bytes[scan + 1] !== 0 && bytes[scan + 1] !== 0xff && (bytes[scan + 1] < 0xd0 || bytes[scan + 1] > 0xd7))) scan += 1;
    if (scan + 1 >= bytes.length) return null;
    parts.push(bytes.subarray(at, scan));
    at = scan;
  }
  if (bytes[at] !== 0xff || bytes[at + 1] !== 0xd9) return null;
  parts.push(bytes.subarray(at, at + 2));
  return Buffer.concat(parts);
}

/** An Exif segment that holds the way to turn the picture, and nothing else. */
function orientationSegment(orientation) {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function stripPng(bytes) {
  const dropped = new Set(['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME', 'dSIG']);
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const type = bytes.subarray(at + 4, at + 8).toString('latin1');
    if (end > bytes.length) return null;
    if (!dropped.has(type)) parts.push(bytes.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(parts);
    at = end;
  }
  return null;
}

function stripWebp(bytes) {
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  const parts = [];
  for (let at = 12; at + 8 <= end;) {
    const size = bytes.readUInt32LE(at + 4);
    const next = at + 8 + size + (size & 1);
    const type = bytes.subarray(at, at + 4).toString('latin1');
    if (at + 8 + size > end) return null;
    const chunk = Buffer.from(bytes.subarray(at, Math.min(next, end)));
    // The header says which extras follow; Exif is its bit 3, XMP its bit 2.
    if (type === 'VP8X') chunk[8] &= ~0x0c;
    if (type !== 'EXIF' && type !== 'XMP ') parts.push(chunk.length === next - at ? chunk : Buffer.concat([chunk, Buffer.alloc(1)]));
    at = next;
  }
  const body = Buffer.concat(parts);
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  const answer = await (job.render ? render({ ...job, ...job.render }) : describe(job)).catch((error) => ({ refusal: /exceeds pixel limit/i.test(String(error)) ? 'pixels' : 'damaged' }));
  process.stdout.write(`${JSON.stringify({ id: job.id, ...answer })}\n`);
}
