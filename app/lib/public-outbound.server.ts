import { lookup } from 'node:dns/promises';
import https from 'node:https';
import { BlockList, isIP } from 'node:net';
import type { OutboundAnswer, OutboundQuestion } from './outbound.server.ts';

export type PublicAnswer = OutboundAnswer | { readonly status: 'failed'; readonly reason: 'not-public' };

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 1024 * 1024;

/**
 * Asks an address that a person typed in (reliability.md, CWE-918): its name is resolved once, every address of it has to be a public one, and the connection goes to
 * the address that was looked at, so that a name that answers otherwise the second time gains nothing. Https on port 443 only, no redirect is followed.
 */
export async function askPublic({ url, method = 'GET', headers = {}, body, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES }: OutboundQuestion): Promise<PublicAnswer> {
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return { status: 'failed', reason: 'not-public' };
  const addresses = await addressesOf(url.hostname).catch(() => null);
  if (addresses === null || addresses.length === 0) return { status: 'failed', reason: 'unreachable' };
  const [first] = addresses;
  if (!first || !addresses.every(({ address }) => isPublicAddress(address))) return { status: 'failed', reason: 'not-public' };
  return await ask(url, first, { method, headers, body, timeoutMs, maxBytes });
}

interface Resolved {
  readonly address: string;
  readonly family: number;
}

async function addressesOf(hostname: string): Promise<readonly Resolved[]> {
  // An IPv6 address stands in brackets in a URL; the URL parser has turned 127.1, 0x7f.1 and 2130706433 into 127.0.0.1 already.
  const bare = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(bare);
  return family === 0 ? await lookup(bare, { all: true, verbatim: true }) : [{ address: bare, family }];
}

function ask(url: URL, { address, family }: Resolved, { method, headers, body, timeoutMs, maxBytes }: Required<Omit<OutboundQuestion, 'url' | 'body'>> & { readonly body: string | undefined }): Promise<PublicAnswer> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const request = https.request(url, {
      method, signal, agent: false, headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
      lookup: (_hostname, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)),
    });
    request.on('error', () => resolve({ status: 'failed', reason: signal.aborted ? 'timeout' : 'unreachable' }));
    request.on('response', (response) => {
      const httpStatus = response.statusCode ?? 0;
      if (httpStatus >= 300 && httpStatus < 400) {
        request.destroy();
        resolve({ status: 'failed', reason: 'redirected' });
        return;
      }
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
        chunks.push(chunk);
        if (bytes <= maxBytes) return;
        request.destroy();
        resolve({ status: 'failed', reason: 'too-large' });
      });
      response.on('error', () => resolve({ status: 'failed', reason: signal.aborted ? 'timeout' : 'unreachable' }));
      response.on('end', () => resolve({ status: 'answered', httpStatus, headers: headersOf(response.headers), text: Buffer.concat(chunks).toString('utf8') }));
    });
    request.end(body);
  });
}

function headersOf(raw: Readonly<Record<string, string | readonly string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) if (value !== undefined) headers.set(name, typeof value === 'string' ? value : value.join(', '));
  return headers;
}

/** Of IPv4 everything that IANA keeps for special use; of IPv6 whatever lies outside of 2000::/3, and what wraps an IPv4 address within it. */
const SPECIAL_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
const SPECIAL_V6: readonly (readonly [string, number])[] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]];

const special = new BlockList();
for (const [net, prefix] of SPECIAL_V4) special.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of SPECIAL_V6) special.addSubnet(net, prefix, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address is one that anybody on the internet could have. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4');
    case 6:
      return global6.check(address, 'ipv6') && !special.check(address, 'ipv6');
    default:
      return false;
  }
}
