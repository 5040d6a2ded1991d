/** The headers that a plain request is asked for; every other one is checked and passed over. */
const NO_HEADERS = {
  host: undefined, 'user-agent': undefined, referer: undefined, cookie: undefined, 'accept-language': undefined, 'sec-purpose': undefined, purpose: undefined,
  'x-purpose': undefined, 'x-moz': undefined, 'x-forwarded-for': undefined, 'x-forwarded-host': undefined, 'cf-ipcountry': undefined,
};

export type PlainHeaders = Record<keyof typeof NO_HEADERS, string | undefined>;

export interface PlainHead {
  readonly url: string;
  readonly headers: PlainHeaders;
}

type Part = keyof PlainHeaders | 'passed over' | 'connection' | 'not plain';

const LONGEST_HEAD = 8_192;
/** Signs that no plain head holds: control signs, bytes beyond ASCII, half a line end. */
const ODD = /[^\t\r\n -~]|\r(?!\n)|(?<!\r)\n/;
const PATH = /^\/[!-~]*$/;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** They say that there is a body, or that the connection is to do something else. */
const NOT_PLAIN = ['content-length', 'transfer-encoding', 'upgrade', 'expect', 'te', 'trailer', 'http2-settings', 'proxy-connection'];

/**
 * Reads `text` as one whole GET request of HTTP/1.1 without a body, in the strict form in which browsers and proxies send it. Null for
 * everything else, also for what may be right in another way: that is for Node's own parser to decide. What is read here, Node reads alike.
 */
export function readPlainHead(text: string): PlainHead | null {
  if (text.length > LONGEST_HEAD || !text.startsWith('GET /') || !text.endsWith('\r\n\r\n') || ODD.test(text)) return null;
  const lineEnd = text.indexOf('\r\n');
  const url = text.slice(4, lineEnd - 9);
  if (text.slice(lineEnd - 9, lineEnd) !== ' HTTP/1.1' || !PATH.test(url)) return null;
  const headers: PlainHeaders = { ...NO_HEADERS };
  const last = text.length - 2;
  for (let start = lineEnd + 2; start < last; ) {
    const end = text.indexOf('\r\n', start);
    const colon = text.indexOf(':', start);
    if (colon < 0 || colon > end) return null; // an empty line too: there is more behind the head
    const part = partOf(text.slice(start, colon));
    if (part === 'not plain') return null;
    if (part !== 'passed over') {
      const value = text.slice(colon + 1, end).trim();
      if (part === 'connection') {
        if (value !== 'keep-alive' && value !== 'Keep-Alive') return null;
      } else {
        if (headers[part] !== undefined) return null;
        headers[part] = value;
      }
    }
    start = end + 2;
  }
  return headers.host === undefined ? null : { url, headers };
}

const REMEMBERED = 500;
const parts = new Map<string, Part>();

/** A few dozen names in two or three spellings make up all headers, so each is looked at once. */
function partOf(name: string): Part {
  const known = parts.get(name);
  if (known !== undefined) return known;
  const part = newPartOf(name);
  if (parts.size >= REMEMBERED) parts.clear();
  if (name.length <= 64) parts.set(name, part);
  return part;
}

const isKept = (name: string): name is keyof PlainHeaders => Object.hasOwn(NO_HEADERS, name);

function newPartOf(name: string): Part {
  const lower = name.toLowerCase();
  if (!NAME.test(name) || NOT_PLAIN.includes(lower)) return 'not plain';
  return isKept(lower) || lower === 'connection' ? lower : 'passed over';
}
