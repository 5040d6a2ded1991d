import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDiskStore } from '#app/lib/object-store/disk-store.server.ts';
import type { ObjectStore } from '#app/lib/object-store/object-store.ts';
import { createS3Store } from '#app/lib/object-store/s3-store.server.ts';
import { mockServer } from '#tests/mocks/server.ts';

let folder = '';
let server: S3rver;
let bucketPort = 0;

beforeAll(async () => {
  mockServer.close(); // only this machine is spoken to
  folder = await mkdtemp(path.join(os.tmpdir(), 'kol-store-'));
  server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: path.join(folder, 's3'), configureBuckets: [{ name: 'assets', configs: [] }] });
  const { port } = await server.run();
  bucketPort = port;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const stores: readonly [name: string, open: () => ObjectStore][] = [
  ['a folder', () => createDiskStore(path.join(folder, 'disk'))],
  ['a bucket', () => createS3Store({ endpoint: `http://127.0.0.1:${bucketPort}/assets`, region: 'auto', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' })],
];

async function bytesOf(stream: Readable | null): Promise<Buffer | null> {
  if (stream === null) return null;
  const parts: Uint8Array[] = [];
  for await (const part of stream as AsyncIterable<Uint8Array>) parts.push(part);
  return Buffer.concat(parts);
}

async function keysBelow(store: ObjectStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key, putAt } of store.list(prefix)) {
    expect(Math.abs(putAt.getTime() - Date.now())).toBeLessThan(600_000);
    keys.push(key);
  }
  return keys.toSorted();
}

describe.each(stores)('objects in %s', (_name, open) => {
  let store: ObjectStore;
  beforeAll(() => {
    store = open();
  });

  async function aFile(bytes: Buffer): Promise<{ file: string; hash: string }> {
    const file = path.join(folder, randomBytes(8).toString('hex'));
    await writeFile(file, bytes);
    return { file, hash: createHash('sha256').update(bytes).digest('hex') };
  }
  async function put(key: string, bytes: Buffer): Promise<void> {
    await store.putFile(key, (await aFile(bytes)).file, { bytes: bytes.length, mediaType: 'application/octet-stream' });
  }

  test('what is put is read, whole or a part of it', async () => {
    const bytes = randomBytes(100_000);
    await put('brand/a', bytes);
    expect(await store.sizeOf('brand/a')).toBe(100_000);
    expect((await bytesOf(await store.read('brand/a')))?.equals(bytes)).toBe(true);
    expect((await bytesOf(await store.read('brand/a', { start: 10, end: 19 })))?.equals(bytes.subarray(10, 20))).toBe(true);
    expect((await bytesOf(await store.read('brand/a', { start: 99_999, end: 99_999 })))?.length).toBe(1);
  });

  test('a large file goes in parts and comes back the same', async () => {
    const bytes = randomBytes(20_000_001);
    await put('brand/large', bytes);
    const read = await bytesOf(await store.read('brand/large'));
    expect([await store.sizeOf('brand/large'), read?.equals(bytes)]).toEqual([20_000_001, true]);
  });

  test('the same key twice is one object, also at the same time', async () => {
    const bytes = randomBytes(50_000);
    const { file, hash } = await aFile(bytes);
    await Promise.all(Array.from({ length: 6 }, () => store.putFile(`twice/${hash}`, file, { bytes: bytes.length, mediaType: 'image/png' })));
    expect(await keysBelow(store, 'twice')).toEqual([`twice/${hash}`]);
    expect((await bytesOf(await store.read(`twice/${hash}`)))?.equals(bytes)).toBe(true);
  });

  test('what is not there is null, and deleting it is no error', async () => {
    expect([await store.read('brand/none'), await store.sizeOf('brand/none')]).toEqual([null, null]);
    await store.delete('brand/none');
    await put('brand/gone', Buffer.from('x'));
    await store.delete('brand/gone');
    expect(await store.sizeOf('brand/gone')).toBeNull();
  });

  test('lists what lies below a prefix and nothing else', async () => {
    await put('list-a/1', Buffer.from('1'));
    await put('list-a/2-320', Buffer.from('2'));
    await put('list-ab/3', Buffer.from('3'));
    expect(await keysBelow(store, 'list-a')).toEqual(['list-a/1', 'list-a/2-320']);
    expect(await keysBelow(store, 'list-none')).toEqual([]);
    expect(await keysBelow(store, '')).toEqual(expect.arrayContaining(['list-a/1', 'list-ab/3']));
  });

  test.each(['../x', '/x', 'a//b', 'a/../b', 'A', 'a\u0000', '', 'a/.b', `${'a'.repeat(201)}`])('%j is no key', async (key) => {
    await expect(put(key, Buffer.from('x'))).rejects.toThrow('no key');
    await expect(store.read(key)).rejects.toThrow('no key');
  });

  test('a file that is not there leaves nothing behind', async () => {
    await expect(store.putFile('brand/missing', path.join(folder, 'no such file'), { bytes: 9_000_000, mediaType: 'video/mp4' })).rejects.toThrow('ENOENT');
    expect(await store.sizeOf('brand/missing')).toBeNull();
    expect((await readdir(path.join(folder, 'disk', 'brand'))).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
