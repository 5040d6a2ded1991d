import type { IncomingMessage } from 'node:http';
import type { Client } from '../client-of.ts';

/** Why a request does not reach the application. */
export interface Refusal {
  readonly status: 400 | 403 | 421;
  readonly sentence: string;
}

export interface GateOptions {
  /** `https://portal.example`; null when only this machine is served, under any loopback name and port. */
  readonly publicOrigin: string | null;
}

/**
 * Stands before the framework because its own check lets forged requests through (reliability.md 2.2: cross-origin actions by
 * `?_data=` and on resource routes ran). Refuses, in this order: another host than ours (DNS rebinding), the old data address,
 * and a changing request that another site sent, or that carries a session without proof that our own pages sent it.
 * Programs' routes need no proof: they carry tokens or signatures, and cookies mean nothing there.
 */
export function passGate(request: IncomingMessage, client: Client, { publicOrigin }: GateOptions): Refusal | null {
  const { method = 'GET', headers, url = '/' } = request;
  if (!isOurHost(client.host, publicOrigin)) {
    return { status: 421, sentence: `This server does not answer for "${client.host}". Set PUBLIC_ORIGIN to the address that it is reached by.` };
  }
  if (hasDataQuery(url)) return { status: 400, sentence: 'The query parameter _data is not used here.' };
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || isForPrograms(pathOf(url))) return null;
  const ours = publicOrigin ?? `http://${client.host}`;
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  const statesOrigin = origin !== undefined && origin !== 'null';
  const isProven = statesOrigin ? origin === ours : site === 'same-origin';
  const isForeign = (site !== undefined && site !== 'same-origin') || origin !== undefined;
  if (isProven && (site === undefined || site === 'same-origin')) return null;
  if (!isForeign && headers.cookie === undefined) return null;
  return { status: 403, sentence: `This change was not sent from ${ours}, so it was not made. Open the page there and try again.` };
}

/** Routes for programs: cookies are ignored there. */
export function isForPrograms(pathname: string): boolean {
  return isBelow(pathname, '/api') || isBelow(pathname, '/webhooks');
}

/** Whether a path is `prefix` or below it. */
export function isBelow(pathname: string, prefix: string): boolean {
  return pathname === prefix || pathname.startsWith(`${prefix}/`) || pathname === `${prefix}.data`;
}

export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

/** A loopback name, with or without a port. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host);
}

function isOurHost(host: string, publicOrigin: string | null): boolean {
  return publicOrigin === null ? isLoopbackHost(host) : host.toLowerCase() === new URL(publicOrigin).host;
}

function hasDataQuery(url: string): boolean {
  const query = url.indexOf('?');
  return query >= 0 && new URLSearchParams(url.slice(query)).has('_data');
}
