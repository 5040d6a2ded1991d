import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashDistance, NEAR_IDENTICAL_BITS } from '#app/domain/asset.ts';
import { describePicture } from '#app/lib/asset-files/describe-picture.server.ts';
import { detectType } from '#app/lib/asset-files/detect-type.server.ts';

let folder = '';
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kol-pictures-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function aFile(bytes: Buffer | string): Promise<string> {
  made += 1;
  const file = path.join(folder, `in-${made}`);
  await writeFile(file, bytes);
  return file;
}
const typeOf = async (bytes: Buffer | string, name: string) => {
  const found = await detectType(await aFile(bytes), name);
  return found.status === 'known' ? found.mediaType : found.refusal;
};

/** A picture that no other resembles: waves by a seed. */
function pixels(width: number, height: number, seed = 1): Buffer {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      data[at] = 128 + 120 * Math.sin((x / width) * 9 * seed + seed);
      data[at + 1] = 128 + 120 * Math.cos((y / height) * 7 + (x / width) * 5 * seed);
      data[at + 2] = (x * 255) / width;
    }
  }
  return data;
}
const picture = (width = 640, height = 480, seed = 1) => sharp(pixels(width, height, seed), { raw: { width, height, channels: 3 } });
const withPosition = { exif: { IFD0: { Copyright: 'planted owner' }, IFD3: { GPSLatitude: '31/1 13/1 5/1', GPSLongitude: '121/1 28/1 0/1', GPSLatitudeRef: 'N' } } };

describe('what a file is', () => {
  test('is told by its content', async () => {
    expect(await typeOf(await picture().jpeg().toBuffer(), 'a.jpg')).toBe('image/jpeg');
    expect(await typeOf(await picture().png().toBuffer(), '网红.PNG')).toBe('image/png');
    expect(await typeOf(await picture().webp().toBuffer(), 'no extension')).toBe('image/webp');
    expect(await typeOf('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n', 'a.pdf')).toBe('application/pdf');
    expect(await typeOf('1\n00:00:01,000 --> 00:00:02,000\n夏日焕新\n', 'a.srt')).toBe('text/plain');
    expect(await typeOf('卖点 < 3 个\n', 'script.txt')).toBe('text/plain');
  });

  test.each([
    ['nothing', '', 'a.txt', 'empty'],
    ['a drawing that runs scripts', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'a.svg', 'svg'],
    ['the same behind a declaration', '<?xml version="1.0"?><!-- x --><svg onload="alert(1)"/>', 'a.jpg', 'svg'],
    ['a page', '<!doctype html><title>x</title>', 'a.txt', 'html'],
    ['a page after words', `${'words '.repeat(2000)}<script>alert(1)</script>`, 'a.txt', 'html'],
    ['a document that is a page as well', '%PDF-1.4\n<html><script>alert(1)</script>', 'a.pdf', 'polyglot'],
    ['a program', Buffer.from('MZ\u0090\u0000'.repeat(100), 'latin1'), 'a.exe', 'type'],
    ['bytes without a meaning', Buffer.from([1, 2, 3, 0, 255, 254]), 'a.bin', 'type'],
    ['an animation of the old kind', Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1'), 'a.gif', 'type'],
    ['an archive', Buffer.from('PK\u0003\u0004' + '\u0000'.repeat(60), 'latin1'), 'a.zip', 'type'],
  ] as const)('%s is refused', async (_what, bytes, name, refusal) => {
    expect(await typeOf(bytes, name)).toBe(refusal);
  });

  test('a name that hides or belies its type is refused', async () => {
    const bytes = await picture().jpeg().toBuffer();
    for (const name of ['a.png', 'a.jpg.exe', 'a.php.jpg', 'x.html.jpg', 'a.svg']) expect(await typeOf(bytes, name)).toBe('extension');
    for (const name of ['a.b.jpg', '2026.07.10.jpeg', '../../x.jpg', 'a.', `${'x'.repeat(65_000)}.jpg`]) expect(await typeOf(bytes, name)).toBe('image/jpeg');
  });
});

describe('what is stored of a picture', () => {
  const described = async (bytes: Buffer) => {
    const file = await aFile(bytes);
    const result = await describePicture(file, `${file}.out`);
    return { result, out: `${file}.out` };
  };

  test.each([['jpeg', () => picture(640, 480).jpeg().withExif(withPosition.exif)], ['png', () => picture(640, 480).png().withExif(withPosition.exif)], ['webp', () => picture(640, 480).webp().withExif(withPosition.exif)]] as const)('%s: the same pixels without the place or the owner', async (_type, make) => {
    const bytes = await make().toBuffer();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    const { result, out } = await described(bytes);
    expect(result).toMatchObject({ status: 'described', picture: { width: 640, height: 480, thumbnails: [320, 1280] } });
    const stored = await readFile(out);
    expect((await sharp(stored).metadata()).exif).toBeUndefined();
    expect(stored.includes('planted owner')).toBe(false);
    expect((await sharp(stored).raw().toBuffer()).equals(await sharp(bytes).raw().toBuffer())).toBe(true);
    const again = await described(stored);
    expect((await readFile(again.out)).equals(stored)).toBe(true);
  });

  test('a picture taken upright stays upright', async () => {
    const bytes = await picture(640, 480).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { result, out } = await described(bytes);
    expect(result).toMatchObject({ picture: { width: 480, height: 640 } });
    expect((await sharp(await readFile(out)).metadata()).orientation).toBe(6);
    expect(await sharp(`${out}-320`).metadata()).toMatchObject({ width: 320, height: 427, format: 'webp' });
  });

  test('what stands behind the end of a picture is not kept', async () => {
    for (const bytes of [await picture().jpeg().toBuffer(), await picture().png().toBuffer(), await picture().webp().toBuffer()]) {
      const { result, out } = await described(Buffer.concat([bytes, Buffer.from('<script>alert(1)</script>PK\u0003\u0004')]));
      expect(result.status).toBe('described');
      expect((await readFile(out)).includes('<script>')).toBe(false);
    }
  });

  test('small pictures are not made larger', async () => {
    const { out } = await described(await picture(100, 50).png().toBuffer());
    expect(await sharp(`${out}-1280`).metadata()).toMatchObject({ width: 100, height: 50 });
    expect((await stat(`${out}-320`)).size).toBeLessThan(20_000);
  });

  test('the same picture smaller, brighter or in another format is near; another is not', async () => {
    const hashOf = async (bytes: Buffer) => {
      const { result } = await described(bytes);
      return result.status === 'described' ? result.picture.pictureHash : '';
    };
    const original = await hashOf(await picture(800, 600).png().toBuffer());
    for (const copy of [picture(800, 600).resize(400).jpeg({ quality: 60 }), picture(800, 600).webp({ quality: 50 }), picture(800, 600).modulate({ brightness: 1.1 }).jpeg()]) {
      expect(hashDistance(original, await hashOf(await copy.toBuffer()))).toBeLessThanOrEqual(NEAR_IDENTICAL_BITS);
    }
    expect(hashDistance(original, await hashOf(await picture(800, 600, 4).png().toBuffer()))).toBeGreaterThan(NEAR_IDENTICAL_BITS);
  });

  test('damaged, oversized and disguised pictures are refused, and the next one is described', async () => {
    const jpeg = await picture().jpeg().toBuffer();
    const bomb = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: '#000' } }).png({ compressionLevel: 9 }).toBuffer();
    const startedAt = performance.now();
    expect((await described(bomb)).result).toEqual({ status: 'refused', refusal: 'pixels' });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect((await described(jpeg.subarray(0, jpeg.length / 2))).result).toEqual({ status: 'refused', refusal: 'damaged' });
    expect((await described(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'))).result).toEqual({ status: 'refused', refusal: 'damaged' });
    expect((await described(Buffer.from('GIF89a'))).result).toEqual({ status: 'refused', refusal: 'damaged' });
    expect((await described(jpeg)).result.status).toBe('described');
  });

  test('many at once are described one after the other', async () => {
    const bytes = await picture(200, 200).jpeg().toBuffer();
    const all = await Promise.all(Array.from({ length: 12 }, () => described(bytes)));
    expect(all.map(({ result }) => result.status)).toEqual(Array.from({ length: 12 }, () => 'described'));
  });

  test('a picture that comes as the child goes away, or whose child is ended from outside, is described by the next child', async () => {
    const bytes = await picture(200, 200).jpeg().toBuffer();
    expect((await described(bytes)).result.status).toBe('described');
    // The child is let go after 3 s without work.
    await new Promise((resolve) => setTimeout(resolve, 3_001));
    expect((await described(bytes)).result.status).toBe('described');

    const late = described(bytes);
    for (const pid of await childrenOfThis()) process.kill(pid, 'SIGKILL');
    expect((await late).result.status).toBe('described');
  });
});

/** The processes that decode pictures for this one. */
async function childrenOfThis(): Promise<number[]> {
  const listed = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  const running = await Promise.all(listed.trim().split(' ').map(async (pid) => ({ pid: Number(pid), command: await readFile(`/proc/${pid}/cmdline`, 'utf8') })));
  return running.filter(({ command }) => command.includes('picture-child')).map(({ pid }) => pid);
}
