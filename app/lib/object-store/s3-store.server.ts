import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { S3mini } from 's3mini';
import type { ObjectStore } from './object-store.ts';
import { checkedKey } from './object-store.ts';

export interface S3Settings {
  /** With the bucket in its path: https://s3.example.com/assets */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Files beyond this go up in parts, so that no more than one part is in memory. S3 wants parts of at least 5 MB. */
const PART_BYTES = 8_388_608;
/** S3 takes 10,000 parts at most. */
const MAX_PARTS = 10_000;
const LIST_PAGE = 1_000;

/** Objects in a bucket of anything that speaks S3. An object appears under its name whole or not at all. */
export function createS3Store({ endpoint, region, accessKeyId, secretAccessKey }: S3Settings): ObjectStore {
  const bucket = new S3mini({ endpoint, region, accessKeyId, secretAccessKey });

  async function putParts(key: string, file: string, bytes: number, mediaType: string): Promise<void> {
    const partBytes = Math.max(PART_BYTES, Math.ceil(bytes / MAX_PARTS));
    const handle = await open(file, 'r');
    const uploadId = await bucket.getMultipartUploadId(key, mediaType).catch(async (error: unknown) => {
      await handle.close();
      throw error;
    });
    try {
      const parts = [];
      const buffer = Buffer.allocUnsafe(partBytes);
      for (let number = 1, at = 0; at < bytes; number += 1) {
        const { bytesRead } = await handle.read(buffer, 0, Math.min(partBytes, bytes - at), at);
        if (bytesRead === 0) throw new Error(`${file} ended at ${at} of ${bytes} bytes`);
        parts.push(await bucket.uploadPart(key, uploadId, buffer.subarray(0, bytesRead), number));
        at += bytesRead;
      }
      await bucket.completeMultipartUpload(key, uploadId, parts);
    } catch (error) {
      // Parts of an upload that was not completed are stored, and paid for, until somebody gives them up.
      await bucket.abortMultipartUpload(key, uploadId).catch(() => undefined);
      throw error;
    } finally {
      await handle.close();
    }
  }

  return {
    place: endpoint,
    putFile: async (key, file, { bytes, mediaType }) => {
      if ((await bucket.objectExists(checkedKey(key))) === true) return;
      if (bytes > PART_BYTES) return await putParts(key, file, bytes, mediaType);
      const handle = await open(file, 'r');
      try {
        await bucket.putObject(key, await handle.readFile(), mediaType);
      } finally {
        await handle.close();
      }
    },
    read: async (key, range) => {
      if ((await bucket.objectExists(checkedKey(key))) !== true) return null;
      const answer = range ? await bucket.getObjectRaw(key, false, range.start, range.end + 1) : await bucket.getObjectResponse(key);
      if (!answer?.body) return null;
      return Readable.from(chunksOf(answer.body), { objectMode: false });
    },
    sizeOf: async (key) => ((await bucket.objectExists(checkedKey(key))) === true ? await bucket.getContentLength(key) : null),
    delete: async (key) => {
      await bucket.deleteObject(checkedKey(key));
    },
    list: (prefix) => objectsBelow(bucket, prefix),
  };
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined); // whoever read has left: the bucket may stop
  }
}

async function* objectsBelow(bucket: S3mini, prefix: string): AsyncGenerator<{ key: string; putAt: Date }> {
  let token: string | undefined;
  do {
    const page = await bucket.listObjectsPaged('/', prefix === '' ? '' : `${checkedKey(prefix)}/`, LIST_PAGE, token);
    for (const { Key, LastModified } of page?.objects ?? []) yield { key: Key, putAt: new Date(LastModified) };
    token = page?.nextContinuationToken;
  } while (token !== undefined);
}
