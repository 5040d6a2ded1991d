import type { Kysely } from 'kysely';
import { findLink, listLinkRules, listLinksAfter, listLinksChangedSince } from '#db/queries/link.server.ts';
import type { LinkRow, LinkRules } from '#db/queries/link.server.ts';
import type { Database } from '#db/schema.ts';
import { log } from '#app/lib/log.server.ts';
import { isSameSource, linkOf } from './link.ts';
import type { Link } from './link.ts';
import { readLinkSnapshot, writeLinkSnapshot } from './link-snapshot.ts';

export interface LinkTable {
  find(code: string): Link | undefined;
  /** Asks the database for a code that is not in memory; a code that is not there either is remembered for 5 s. */
  lookUp(code: string): Promise<Link | undefined>;
  readonly size: number;
  /** Whether the links are those of the snapshot still, because the database has not been reached since the start. */
  readonly isFromSnapshot: boolean;
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
const SAVE_EVERY_MS = 5_000;
const NO_RULES = { allowedHosts: [], fallbackUrl: null };

/**
 * The links of all workspaces in memory: a redirect asks the database nothing. Filled before it is returned, then kept up each
 * second, so that a changed landing page or host list is in force at once. While the database cannot be reached it is filled from
 * the snapshot on disk, which follows the table.
 * @throws the database's error when there is no snapshot either
 */
export async function openLinkTable(db: Kysely<Database>, { snapshotFile = null }: { readonly snapshotFile?: string | null } = {}): Promise<LinkTable> {
  let links = new Map<string, Link>();
  let rules = new Map<string, LinkRules>();
  const unknownUntil = new Map<string, number>();
  const asking = new Map<string, Promise<Link | undefined>>();
  let changedSince = new Date(0);
  let loadedAt = 0;

  let isFromSnapshot = false;
  let isUnsaved = false;
  let savedAt = 0;

  const made = (row: LinkRow): Link => linkOf(row, rules.get(row.workspaceId) ?? NO_RULES);

  async function load(): Promise<void> {
    const startedAt = Date.now();
    rules = await readRules();
    const read = new Map<string, Link>();
    let last: LinkRow | null = null;
    do {
      const page: LinkRow[] = await listLinksAfter(db, last, PAGE);
      for (const row of page) read.set(row.code, made(row));
      last = page.length === PAGE ? (page.at(-1) ?? null) : null;
    } while (last);
    links = read;
    isFromSnapshot = false;
    isUnsaved = true;
    loadedAt = startedAt;
    changedSince = new Date(startedAt - MARGIN_MS);
  }

  async function refresh(): Promise<void> {
    const startedAt = Date.now();
    const present = await readRules();
    if (startedAt - loadedAt > RELOAD_MS || !areSame(present, rules)) return await load();
    for (const row of await listLinksChangedSince(db, changedSince)) {
      const known = links.get(row.code);
      if (known && isSameSource(known.source, row)) continue;
      links.set(row.code, made(row));
      isUnsaved = true;
    }
    changedSince = new Date(startedAt - MARGIN_MS);
  }

  async function readRules(): Promise<Map<string, LinkRules>> {
    return new Map((await listLinkRules(db)).map((row) => [row.workspaceId, row]));
  }

  async function loadOrRecall(): Promise<void> {
    try {
      await load();
    } catch (error) {
      const snapshot = snapshotFile === null ? null : await readLinkSnapshot(snapshotFile);
      if (snapshot === null) throw error;
      log.warn({ err: error, links: snapshot.links.length }, 'the database cannot be reached: tracking links are those of the snapshot');
      rules = new Map(snapshot.rules.map((row) => [row.workspaceId, row]));
      links = new Map(snapshot.links.map((row) => [row.code, made(row)]));
      isFromSnapshot = true;
    }
  }

  async function save(): Promise<void> {
    if (snapshotFile === null || !isUnsaved || Date.now() - savedAt < SAVE_EVERY_MS) return;
    savedAt = Date.now();
    isUnsaved = false;
    try {
      await writeLinkSnapshot(snapshotFile, { rules: [...rules.values()], links: Array.from(links.values(), ({ source }) => source) });
    } catch (error) {
      isUnsaved = true;
      log.warn({ err: error }, 'the snapshot of the tracking links could not be written');
    }
  }

  async function ask(code: string): Promise<Link | undefined> {
    const row = await findLink(db, code);
    if (!row) {
      if (unknownUntil.size >= UNKNOWN_AT_MOST) unknownUntil.clear();
      unknownUntil.set(code, Date.now() + UNKNOWN_FOR_MS);
      return undefined;
    }
    if (!rules.has(row.workspaceId)) rules = await readRules();
    const link = made(row);
    links.set(code, link);
    isUnsaved = true;
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

  await loadOrRecall();
  await save();
  const timer = every(REFRESH_MS, () => refresh().then(save));
  return {
    find: (code) => links.get(code), lookUp, refresh, stop: timer.stop,
    get size() { return links.size; },
    get isFromSnapshot() { return isFromSnapshot; },
  };
}

function areSame(a: Map<string, LinkRules>, b: Map<string, LinkRules>): boolean {
  const textOf = (rules: LinkRules | undefined) => rules && `${rules.allowedHosts.join(' ')} ${rules.fallbackUrl}`;
  return a.size === b.size && [...a].every(([id, rules]) => textOf(rules) === textOf(b.get(id)));
}

/** Runs `work` again and again with a pause between; while it fails the links already known go on working. */
function every(pauseMs: number, work: () => Promise<void>): { stop: () => void } {
  let stopped = false;
  let isFailing = false;
  let timer: NodeJS.Timeout | undefined;
  const next = () => {
    if (!stopped) timer = setTimeout(() => void run(), pauseMs).unref();
  };
  const run = async () => {
    try {
      await work();
      isFailing = false;
    } catch (error) {
      if (!stopped && !isFailing) log.warn({ err: error }, 'the tracking links could not be refreshed; it is tried again every second');
      isFailing = true;
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
