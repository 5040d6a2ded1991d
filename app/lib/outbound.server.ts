/**
 * The one place from which the portal speaks to the outside: https only, no redirect is followed, an answer has to come in time and in
 * size. What goes wrong is named by a word; addresses and headers, which hold keys, are in no outcome and no log line.
 */
export interface OutboundQuestion {
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

export type OutboundAnswer =
  | { readonly status: 'answered'; readonly httpStatus: number; readonly headers: Headers; readonly text: string }
  | { readonly status: 'failed'; readonly reason: 'timeout' | 'unreachable' | 'redirected' | 'too-large' };

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1024 * 1024;

/** @throws RangeError for an address that is not https or carries a user name */
export async function askOutside({ url, method = 'GET', headers = {}, body, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES }: OutboundQuestion): Promise<OutboundAnswer> {
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') throw new RangeError(`only plain https addresses are asked, not one at ${url.protocol}//${url.host}`);
  try {
    const response = await fetch(url, { method, headers, body: body ?? null, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    if (response.status >= 300 && response.status < 400) {
      drop(response.body?.cancel());
      return { status: 'failed', reason: 'redirected' };
    }
    const text = await readUpTo(response, maxBytes);
    return text === null ? { status: 'failed', reason: 'too-large' } : { status: 'answered', httpStatus: response.status, headers: response.headers, text };
  } catch (error) {
    // The error itself may quote the address: only its kind goes on.
    return { status: 'failed', reason: error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'unreachable' };
  }
}

/** The body as text; null when it is larger than allowed, of which no more is read. */
async function readUpTo(response: Response, maxBytes: number): Promise<string | null> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString('utf8');
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      drop(reader.cancel());
      return null;
    }
    chunks.push(value);
  }
}

/** Lets go of a body without waiting: where somebody else reads along, the promise never settles. */
function drop(cancelled: Promise<void> | undefined): void {
  cancelled?.catch(() => undefined);
}

/** How long a `Retry-After` header asks to wait: seconds or a date; null without one that can be read. */
export function retryAfterMs(headers: Headers, now: Date): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
