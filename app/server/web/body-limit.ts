import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { isBelow } from './origin-gate.ts';

const MB = 1_000_000;

/** How much a route takes, and for how long its sender may take. */
export interface BodyLimit {
  readonly bytes: number;
  readonly receiveMs: number;
}

/** Forms are small; batches and signed webhooks are bounded; files stream to the importer. */
export function bodyLimitOf(pathname: string): BodyLimit {
  if (isBelow(pathname, '/imports')) return { bytes: 200 * MB, receiveMs: 300_000 };
  if (isBelow(pathname, '/api')) return { bytes: 10 * MB, receiveMs: 60_000 };
  if (isBelow(pathname, '/webhooks')) return { bytes: 5 * MB, receiveMs: 60_000 };
  return { bytes: 1 * MB, receiveMs: 60_000 };
}

/** Why a body was not taken whole. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';
  readonly status: 408 | 413;

  constructor(status: 408 | 413, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** What the declared length already refuses; null when it may be read. */
export function refuseByLength(request: IncomingMessage, limit: BodyLimit): BodyRefused | null {
  return Number(request.headers['content-length'] ?? 0) > limit.bytes ? tooLarge(limit) : null;
}

/**
 * The body, counted: the framework itself has no limit, and one upload of 300 MB took 970 MB of memory (reliability.md 0.4).
 * The stream fails with BodyRefused when it grows beyond the limit or does not end in time; `onRefused` hears of it too, because
 * the application may turn the failure into an answer of its own.
 */
export function countedBody(request: IncomingMessage, limit: BodyLimit, onRefused: (refused: BodyRefused) => void): Readable {
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit.bytes) fail(tooLarge(limit));
      else done(null, chunk);
    },
  });
  const late = setTimeout(() => fail(new BodyRefused(408, `The request did not arrive within ${limit.receiveMs / 1000} seconds.`)), limit.receiveMs);
  function fail(refused: BodyRefused): void {
    onRefused(refused);
    request.unpipe(counted);
    request.resume(); // the rest is read and dropped, so that the sender gets to see the answer
    counted.destroy(refused);
  }
  request.on('aborted', () => counted.destroy(new Error('the sender went away')));
  request.on('end', () => clearTimeout(late));
  counted.on('close', () => clearTimeout(late));
  counted.on('error', () => undefined); // its reader sees it
  return request.pipe(counted);
}

function tooLarge(limit: BodyLimit): BodyRefused {
  return new BodyRefused(413, `The request is larger than the ${limit.bytes / MB} MB that are taken here.`);
}
