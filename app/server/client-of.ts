import type { IncomingHttpHeaders } from 'node:http';
import { equalInConstantTime } from '#app/lib/secret.server.ts';

/** Headers by which our own front tells the web process who asked; always overwritten, never taken from outside. */
export const PEER_HEADER = 'x-kol-peer';
export const FRONT_HEADER = 'x-kol-front';

/** Who asked, as far as it can be known. */
export interface Client {
  /** IP address: of the connection, or as stated by a proxy that we trust. */
  readonly address: string;
  /** Whether a proxy that we trust stands between: only then are its headers believed. */
  readonly viaProxy: boolean;
  /** ISO 3166 alpha-2, as a trusted proxy states it. */
  readonly country: string | null;
  /** The host that was asked for, with port. */
  readonly host: string;
}

/** A request as far as it says who asked: one of Node's, or one of the quick lane's. */
export interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * Reads who asked. `X-Forwarded-*` and `CF-IPCountry` count only on connections from `trustedProxy` (reliability.md 2.2 a); of
 * several forwarded addresses the last one counts, because that is the one the proxy itself has seen.
 */
export function createClientOf(trustedProxy: string | null): (request: Asked) => Client {
  return (request) => {
    const peer = plainAddress(request.socket.remoteAddress ?? '');
    const { headers } = request;
    if (trustedProxy === null || peer !== trustedProxy) return { address: peer, viaProxy: false, country: null, host: headers.host ?? '' };
    const forwarded = lastOf(headers['x-forwarded-for']);
    const country = headers['cf-ipcountry'];
    return {
      address: forwarded ? plainAddress(forwarded) : peer,
      viaProxy: true,
      country: typeof country === 'string' && /^[A-Z]{2}$/.test(country) && country !== 'XX' ? country : null,
      host: lastOf(headers['x-forwarded-host']) ?? headers.host ?? '',
    };
  };
}

/** For the web process behind our own front: believes the front's header when it carries the token that both were started with. */
export function createClientBehindFront(trustedProxy: string | null, frontToken: string | null): (request: Asked) => Client {
  const direct = createClientOf(trustedProxy);
  if (frontToken === null) return direct;
  return (request) => {
    const { [FRONT_HEADER]: token, [PEER_HEADER]: peer, host = '' } = request.headers;
    if (typeof token !== 'string' || typeof peer !== 'string' || !equalInConstantTime(token, frontToken)) return direct(request);
    return { address: peer, viaProxy: true, country: null, host };
  };
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

const plainAddress = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address);

function lastOf(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.join(',') : header;
  return text?.split(',').at(-1)?.trim() || undefined;
}
