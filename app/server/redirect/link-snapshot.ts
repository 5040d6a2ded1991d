import fs from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { LinkRow, LinkRules } from '#db/queries/link.server.ts';
import { platformSchema } from '#app/domain/kol.ts';
import { log } from '#app/lib/log.server.ts';

/** All links as they were known last, for a start while the database is away. */
export interface LinkSnapshot {
  readonly rules: readonly LinkRules[];
  readonly links: readonly LinkRow[];
}

const headSchema = z.object({
  version: z.literal(1),
  links: z.int(),
  rules: z.array(z.object({ workspaceId: z.string(), allowedHosts: z.array(z.string()), fallbackUrl: z.string().nullable() })),
});
const linksSchema = z.array(
  z.object({
    workspaceId: z.string(), collaborationId: z.string(), code: z.string(), landingUrl: z.string(), platform: platformSchema, campaignSlug: z.string(),
    expiresAt: z.iso.datetime().transform((text) => new Date(text)).nullable(), fallbackUrl: z.string().nullable(),
  }),
);
/** Links a line: each is made, and read, between two turns of the event loop, because redirects go on meanwhile. */
const LINKS_PER_LINE = 500;

/** Replaces the snapshot; a power cut leaves the old one or the new one. Several processes may do so at once. */
export async function writeLinkSnapshot(file: string, { rules, links }: LinkSnapshot): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.tmp`;
  const handle = await fs.open(unfinished, 'w', 0o600);
  try {
    await handle.appendFile(`${JSON.stringify({ version: 1, links: links.length, rules })}\n`);
    for (let start = 0; start < links.length; start += LINKS_PER_LINE) {
      await handle.appendFile(`${JSON.stringify(links.slice(start, start + LINKS_PER_LINE))}\n`);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await fs.rename(unfinished, file);
}

/** The snapshot; null when there is none that is whole. */
export async function readLinkSnapshot(file: string): Promise<LinkSnapshot | null> {
  const text = await fs.readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const [first = '', ...lines] = text.trimEnd().split('\n');
    const head = headSchema.parse(JSON.parse(first));
    const links: LinkRow[] = [];
    for (const line of lines) {
      links.push(...linksSchema.parse(JSON.parse(line)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (links.length !== head.links) throw new Error(`it holds ${links.length} of ${head.links} links`);
    return { rules: head.rules, links };
  } catch (error) {
    log.error({ err: error, file }, 'the snapshot of the tracking links cannot be used');
    return null;
  }
}
