import { promisify } from 'node:util';
import zlib from 'node:zlib';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

export type Encoding = 'br' | 'gzip';

/** Below this, compressing costs more than it saves. */
export const COMPRESS_FROM_BYTES = 1_024;
/** Bodies are compressed in one piece up to this size, and as a stream beyond it. */
export const ONE_PIECE_BYTES = 1_000_000;

/** The encoding to answer with; null when the client takes neither. A quality of 0 refuses one. */
export function acceptedEncoding(header: string | string[] | undefined): Encoding | null {
  const accepted = new Set(
    String(header ?? '')
      .split(',')
      .map((entry) => /^\s*([a-z*]+)\s*(?:;\s*q=([0-9.]+))?\s*$/i.exec(entry))
      .flatMap((match) => (match?.[1] && Number(match[2] ?? 1) > 0 ? [match[1].toLowerCase()] : [])),
  );
  return accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : null;
}

export function isCompressible(contentType: string | null): boolean {
  return /^(text\/(?!event-stream)|application\/([\w.+-]*\+)?(json|xml|javascript)|image\/svg\+xml)/i.test(contentType ?? '');
}

/** Quality 4: the knee of brotli's curve, faster than gzip at its default and smaller. */
const brotliOptions = (sizeHint?: number): zlib.BrotliOptions => ({
  params: {
    [zlib.constants.BROTLI_PARAM_QUALITY]: 4,
    [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT,
    ...(sizeHint === undefined ? {} : { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: sizeHint }),
  },
});

export async function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  return encoding === 'br' ? await brotli(body, brotliOptions(body.length)) : await gzip(body, { level: 6 });
}

export function compressor(encoding: Encoding): zlib.BrotliCompress | zlib.Gzip {
  return encoding === 'br' ? zlib.createBrotliCompress(brotliOptions()) : zlib.createGzip({ level: 6 });
}
