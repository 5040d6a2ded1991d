import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { fileKey, thumbnailKey } from '../object-store/file-keys.ts';
import { checkedKey } from '../object-store/object-store.ts';
import { paths } from '../paths.ts';
import { equalInConstantTime, portalKey } from '../secret.server.ts';

/** Links change every ten minutes and live for ten to twenty: a page seen twice finds its pictures in the browser's cache. */
const STEP_SECONDS = 600;

const ticketSchema = z.object({
  /** Of the object. */
  k: z.string().max(200),
  /** Media type. */
  t: z.string().max(100),
  /** Name to save it under; without one it is a small picture of ours, which is shown in place. */
  n: z.string().max(300).optional(),
  /** Ends, in seconds since 1970. */
  x: z.number().int(),
});

export interface FileTicket {
  readonly key: string;
  readonly mediaType: string;
  readonly fileName: string | null;
  readonly endsAt: Date;
}

export interface LinkedFile {
  readonly workspaceId: string;
  readonly hash: Buffer;
}

/** A link to stored bytes for whoever was allowed to see the page that it stands on, saved under a name. */
export function downloadLink(file: LinkedFile & { readonly mediaType: string; readonly fileName: string }, now: Date): string {
  return signed({ k: fileKey(file.workspaceId, file.hash), t: file.mediaType, n: file.fileName.slice(-200), x: endOf(now) });
}

/** A link to a small picture, encoded by us, that may be shown in place. */
export function thumbnailLink(file: LinkedFile, width: number, now: Date): string {
  return signed({ k: thumbnailKey(file.workspaceId, file.hash, width), t: 'image/webp', x: endOf(now) });
}

const endOf = (now: Date) => (Math.ceil(now.getTime() / 1_000 / STEP_SECONDS) + 1) * STEP_SECONDS;

function signed(ticket: z.infer<typeof ticketSchema>): string {
  const body = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  return paths.assetFile({ ticket: `${body}.${signatureOf(body)}` });
}

/** What a link allows; `ended` when it was ours and is too old, `forged` when we did not make it. */
export function readFileTicket(text: string, now: Date): FileTicket | 'ended' | 'forged' {
  const [body = '', signature = ''] = text.split('.');
  if (!equalInConstantTime(signature, signatureOf(body))) return 'forged';
  const { k, t, n, x } = ticketSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  const endsAt = new Date(x * 1_000);
  return endsAt <= now ? 'ended' : { key: checkedKey(k), mediaType: t, fileName: n ?? null, endsAt };
}

function signatureOf(body: string): string {
  return createHmac('sha256', portalKey('asset-link')).update(body).digest('base64url');
}
