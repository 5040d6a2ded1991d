import type { Kysely } from 'kysely';
import { findLink, listAllowedHosts, listLinksAfter, listLinksChangedSince } from '#db/queries/link.server.ts';
import type { LinkRow } from '#db/queries/link.server.ts';
import type { Database } from '#db/schema.ts';
import { log } from '#app/lib/log.server.ts';
import { isSameSource, linkOf } from './link.ts';
import type { Link } from './link.ts';

export interface LinkTable {
  find(code: string): Link | undefined;
  /** Asks the database for a code that is not in memory; a code that is not there either is remembered for 5 s. */
  lookUp(code: string): Promise<Link | undefined>;
  readonly size: number;
  /** Takes in what changed since the last time. */
  refresh(): Promise<void>;
  stop(): void;
}

const PAGE = 5_000;
const REFRESH_MS = 1_000;
/** Rows show up when their transaction commits, which may be later than the time they carry. */
const MARGIN_MS = 10_000;
/** Everything is read again from time to time: what was saved under an old date, or where only an account changed. */
const RELOAD_MS = 300_000;
const UNKNOWN_FOR_MS = 5_000;
const UNKNOWN_AT_MOST = 10_000;

/**
 * The links of all workspaces in memory: a redirect asks the database nothing. Filled before it is returned, then kept up each
 * second, so that a changed landing page or host list is in force at once.
 */
export async function openLinkTable(db: Kysely<Database>): Promise<LinkTable> {
  let links = new Map<string, Link>();
  let allowedHosts = new Map<string, string[]>();
  const unknownUntil = new Map<string, number>();
  const asking = new Map<string, Promise<Link | undefined>>();
  let changedSince = new Date(0);
  let loadedAt = 0;

  const made = (row: LinkRow): Link => linkOf(row, allowedHosts.get(row.workspaceId) ?? []);

  async function load(): Promise<void> {
    const startedAt = Date.now();
    allowedHosts = await readAllowedHosts();
    const read = new Map<string, Link>();
    let last: LinkRow | null = null;
    do {
      const page: LinkRow[] = await listLinksAfter(db, last, PAGE);
      for (const row of page) read.set(row.code, made(row));
      last = page.length === PAGE ? (page.at(-1) ?? null) : null;
    } while (last);
    links = read;
    loadedAt = startedAt;
    changedSince = new Date(startedAt - MARGIN_MS);
  }

  async function refresh(): Promise<void> {
    const startedAt = Date.now();
    const hosts = await readAllowedHosts();
    if (startedAt - loadedAt > RELOAD_MS || !sameHosts(hosts, allowedHosts)) return await load();
    for (const row of await listLinksChangedSince(db, changedSince)) {
      const known = links.get(row.code);
      if (!known || !isSameSource(known.source, row)) links.set(row.code, made(row));
    }
    changedSince = new Date(startedAt - MARGIN_MS);
  }

  async function readAllowedHosts(): Promise<Map<string, string[]>> {
    return new Map((await listAllowedHosts(db)).map((row) => [row.workspaceId, row.allowedHosts]));
  }

  async function ask(code: string): Promise<Link | undefined> {
    const row = await findLink(db, code);
    if (!row) {
      if (unknownUntil.size >= UNKNOWN_AT_MOST) unknownUntil.clear();
      unknownUntil.set(code, Date.now() + UNKNOWN_FOR_MS);
      return undefined;
    }
    if (!allowedHosts.has(row.workspaceId)) allowedHosts = await readAllowedHosts();
    const link = made(row);
    links.set(code, link);
    return link;
  }

  async function lookUp(code: string): Promise<Link | undefined> {
    if ((unknownUntil.get(code) ?? 0) > Date.now()) return undefined;
    let answer = asking.get(code);
    if (!answer) {
      answer = ask(code).finally(() => asking.delete(code));
      asking.set(code, answer);
    }
    return await answer;
  }

  await load();
  const timer = every(REFRESH_MS, refresh);
  return { find: (code) => links.get(code), lookUp, refresh, stop: timer.stop, get size() { return links.size; } };
}

function sameHosts(a: Map<string, string[]>, b: Map<string, string[]>): boolean {
  return a.size === b.size && [...a].every(([id, hosts]) => hosts.join(' ') === b.get(id)?.join(' '));
}

/** Runs `work` again and again with a pause between; while it fails the links already known go on working. */
function every(pauseMs: number, work: () => Promise<void>): { stop: () => void } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const next = () => {
    if (!stopped) timer = setTimeout(() => void run(), pauseMs).unref();
  };
  const run = async () => {
    try {
      await work();
    } catch (error) {
      if (!stopped) log.warn({ err: error }, 'the tracking links could not be refreshed');
    }
    next();
  };
  next();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
