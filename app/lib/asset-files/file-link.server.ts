import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Rendition } from '#app/domain/asset-rendition.ts';
import { fileKey, renditionKey, thumbnailKey } from '../object-store/file-keys.ts';
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
  /** Of a link for people outside: share and asset. It is asked again whenever the file is. */
  s: z.tuple([z.string(), z.string()]).optional(),
});

/** The link for people outside by which somebody came to a file. */
export interface SharedBy {
  readonly shareId: string;
  readonly assetId: string;
}

export interface FileTicket {
  readonly key: string;
  readonly mediaType: string;
  readonly fileName: string | null;
  readonly endsAt: Date;
  readonly share: (SharedBy & { readonly workspaceId: string }) | null;
}

export interface LinkedFile {
  readonly workspaceId: string;
  readonly hash: Buffer;
}

/** A link to stored bytes for whoever was allowed to see the page that it stands on, saved under a name. */
export function downloadLink(file: LinkedFile & { readonly mediaType: string; readonly fileName: string }, now: Date, share: SharedBy | null = null): string {
  return signed({ k: fileKey(file.workspaceId, file.hash), t: file.mediaType, n: file.fileName.slice(-200), x: endOf(now), ...sharedPart(share) });
}

/** A link to a picture in another size, saved under a name. */
export function renditionLink(file: LinkedFile & { readonly rendition: Rendition; readonly fileName: string }, now: Date, share: SharedBy | null = null): string {
  return signed({ k: renditionKey(file.workspaceId, file.hash, file.rendition), t: `image/${file.rendition.format}`, n: file.fileName.slice(-200), x: endOf(now), ...sharedPart(share) });
}

/** A link to a small picture, encoded by us, that may be shown in place. */
export function thumbnailLink(file: LinkedFile, width: number, now: Date, share: SharedBy | null = null): string {
  return signed({ k: thumbnailKey(file.workspaceId, file.hash, width), t: 'image/webp', x: endOf(now), ...sharedPart(share) });
}

const sharedPart = (share: SharedBy | null): Pick<z.infer<typeof ticketSchema>, 's'> => (share ? { s: [share.shareId, share.assetId] } : {});

const endOf = (now: Date) => (Math.ceil(now.getTime() / 1_000 / STEP_SECONDS) + 1) * STEP_SECONDS;

function signed(ticket: z.infer<typeof ticketSchema>): string {
  const body = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  return paths.assetFile({ ticket: `${body}.${signatureOf(body)}` });
}

/** What a link allows; `ended` when it was ours and is too old, `forged` when we did not make it. */
export function readFileTicket(text: string, now: Date): FileTicket | 'ended' | 'forged' {
  const [body = '', signature = ''] = text.split('.');
  if (!equalInConstantTime(signature, signatureOf(body))) return 'forged';
  const { k, t, n, x, s } = ticketSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  const endsAt = new Date(x * 1_000);
  const key = checkedKey(k);
  return endsAt <= now ? 'ended' : { key, mediaType: t, fileName: n ?? null, endsAt, share: s ? { workspaceId: key.split('/')[0] ?? '', shareId: s[0], assetId: s[1] } : null };
}

function signatureOf(body: string): string {
  return createHmac('sha256', portalKey('asset-link')).update(body).digest('base64url');
}
