import type { IncomingMessage } from 'node:http';
import type { BodyLimit } from '../web/body-limit.ts';
import { BodyRefused, refuseByLength } from '../web/body-limit.ts';

/**
 * The body's bytes as they came, up to the limit. What is too much is read and dropped, so that the sender gets to see the answer.
 * @throws BodyRefused when it is too large or does not end in time
 */
export function readRawBody(request: IncomingMessage, limit: BodyLimit): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const late = setTimeout(() => refuse(new BodyRefused(408, `The request did not arrive within ${limit.receiveMs / 1000} seconds.`)), limit.receiveMs);
    const tooLong = refuseByLength(request, limit);

    function refuse(refused: BodyRefused): void {
      clearTimeout(late);
      chunks.length = 0;
      request.removeAllListeners('data').resume();
      reject(refused);
    }
    if (tooLong) return refuse(tooLong);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit.bytes) refuse(new BodyRefused(413, `The request is larger than the ${limit.bytes / 1_000_000} MB that are taken here.`));
      else chunks.push(chunk);
    });
    request.on('end', () => {
      clearTimeout(late);
      const [only] = chunks;
      resolve(only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks));
    });
    request.on('close', () => {
      clearTimeout(late);
      reject(new Error('the sender went away')); // of no effect once the body is whole
    });
  });
}
