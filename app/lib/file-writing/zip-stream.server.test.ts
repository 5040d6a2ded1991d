import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zipContent } from '#tests/setup/zip-content.ts';
import type { UnmeasuredEntry, ZipEntry } from './zip-stream.server.ts';
import { zipBytes, zipStream } from './zip-stream.server.ts';

const AT = new Date('2026-07-02T10:20:30Z');
const entry = (name: string, content: Buffer, bytes = content.length): ZipEntry => ({ name, modifiedAt: AT, bytes, open: async () => Readable.from([content.subarray(0, 3), content.subarray(3)], { objectMode: false }) });
const written = async (entries: readonly (ZipEntry | UnmeasuredEntry)[], zip64From?: number) => await buffer(Readable.from(zipStream(entries, zip64From)));

describe('a ZIP', () => {
  test('is read back by another program, names in any script, with exactly the length that was told', async () => {
    const content = new Map([['A-1 晚霞精华 🌅.jpg', randomBytes(70_000)], ['empty.txt', Buffer.alloc(0)], ['ünïcode name.bin', randomBytes(5)]]);
    const entries = [...content].map(([name, bytes]) => entry(name, bytes));
    const zip = await written(entries);
    expect(zip.length).toBe(zipBytes(entries));
    expect(await zipContent(zip)).toEqual(content);
  });

  test('of nothing is a ZIP too', async () => {
    expect((await zipContent(await written([]))).size).toBe(0);
    expect(zipBytes([])).toBe((await written([])).length);
  });

  test('whatever it holds, with 64-bit fields or without', { timeout: 30_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 12 }), fc.constantFrom(0, 1, 50, 300, 1_000, 0xffffffff), async (contents, zip64From) => {
      const expected = new Map(contents.map((bytes, index) => [`文件 ${index}`, Buffer.from(bytes)]));
      const entries = [...expected].map(([name, bytes]) => entry(name, bytes));
      const zip = await written(entries, zip64From);
      expect(zip.length).toBe(zipBytes(entries, zip64From));
      expect(await zipContent(zip)).toEqual(expected);
    }), { numRuns: 60 });
  });

  test('of what nobody knew the length of, packed or not, is read back, among measured files too', { timeout: 30_000 }, async () => {
    const text = Buffer.from('the same line again\n'.repeat(5_000));
    const content = new Map([['measured.bin', randomBytes(40)], ['packed.txt', text], ['plain.bin', randomBytes(70_000)], ['empty.txt', Buffer.alloc(0)]]);
    const entries = [...content].map(([name, bytes]) => (name === 'measured.bin' ? entry(name, bytes) : { ...entry(name, bytes), bytes: null, isPacked: name.endsWith('.txt') }));
    for (const zip64From of [0, 0xffffffff]) {
      const zip = await written(entries, zip64From);
      expect(await zipContent(zip)).toEqual(content);
      expect(zip.length).toBeLessThan(80_000);
    }
  });

  test('asks for an entry when the one before it is written, and ends with what goes wrong while it is packed', async () => {
    const order: string[] = [];
    async function* entries(): AsyncGenerator<UnmeasuredEntry> {
      for (const name of ['a', 'b']) {
        order.push(`asked for ${name}`);
        yield { ...entry(name, Buffer.from(name)), bytes: null, isPacked: true };
        order.push(`${name} is written`);
      }
      yield { ...entry('c', Buffer.alloc(0)), bytes: null, isPacked: true, open: async () => new Readable({ read() { this.destroy(new Error('gone')); } }) };
    }
    await expect(buffer(Readable.from(zipStream(entries())))).rejects.toThrow('gone');
    expect(order).toEqual(['asked for a', 'a is written', 'asked for b', 'b is written']);
  });

  test('breaks off where a file is not what was stated: no whole-looking archive with half a file', async () => {
    for (const stated of [9, 11]) await expect(written([entry('a', Buffer.alloc(10), stated)])).rejects.toThrow(`not the ${stated} that were stated`);
  });
});
