import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { acceptedEncoding, COMPRESS_FROM_BYTES, compress, compressor, isCompressible, ONE_PIECE_BYTES } from './compress.ts';
import type { Encoding } from './compress.ts';

/** Writes a fetch `Response`: compressed when that helps, streamed when it is large. Resolves when it is sent or the visitor has left. */
export async function sendResponse(request: IncomingMessage, response: ServerResponse, answer: Response): Promise<void> {
  response.statusCode = answer.status;
  if (answer.statusText) response.statusMessage = answer.statusText;
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (!answer.body || request.method === 'HEAD') {
    await answer.body?.cancel();
    response.end();
    return;
  }
  const compressible = isCompressible(answer.headers.get('content-type')) && !answer.headers.has('content-encoding') && answer.status !== 206;
  if (compressible) response.appendHeader('vary', 'Accept-Encoding');
  const encoding = compressible ? acceptedEncoding(request.headers['accept-encoding']) : null;
  await sendBody(response, answer.body, encoding);
}

async function sendBody(response: ServerResponse, body: ReadableStream<Uint8Array>, encoding: Encoding | null): Promise<void> {
  const reader = body.getReader();
  const head: Uint8Array[] = [];
  let bytes = 0;
  let ended = false;
  while (!ended && bytes < ONE_PIECE_BYTES) {
    const { done, value } = await reader.read();
    ended = done;
    if (!value) continue;
    head.push(value);
    bytes += value.length;
  }
  if (ended) return await sendWhole(response, Buffer.concat(head, bytes), encoding);
  if (encoding) response.removeHeader('content-length');
  if (encoding) response.setHeader('content-encoding', encoding);
  const rest = Readable.from(chunksOf(head, reader), { objectMode: false });
  await (encoding ? pipeline(rest, compressor(encoding), response) : pipeline(rest, response));
}

async function sendWhole(response: ServerResponse, body: Buffer, encoding: Encoding | null): Promise<void> {
  const packed = encoding && body.length >= COMPRESS_FROM_BYTES ? await compress(body, encoding) : null;
  if (encoding && packed) response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', (packed ?? body).length);
  response.end(packed ?? body);
}

async function* chunksOf(head: readonly Uint8Array[], reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* head;
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined); // the visitor left: what makes the body may stop
  }
}
