import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClientOf } from '#app/server/client-of.ts';
import { serve } from '#app/server/http-server.ts';
import type { RunningServer } from '#app/server/http-server.ts';
import { createAddressHash } from '#app/server/redirect/address-hash.ts';
import { createDatabaseClickSink } from '#app/server/redirect/click-sink.ts';
import { openLinkTable } from '#app/server/redirect/link-table.ts';
import type { LinkTable } from '#app/server/redirect/link-table.ts';
import { createRedirect } from '#app/server/redirect/redirect-handler.ts';
import { openDatabase } from '#db/client.server.ts';
import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { addTrackingLink, aTrackingWorld } from './tracking-link.ts';
import type { TrackingLink, TrackingWorld } from './tracking-link.ts';

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const t = useTestDatabase();
let world: TrackingWorld;
let link: TrackingLink;
let links: LinkTable;
let running: RunningServer;

beforeAll(async () => {
  await ensureClickPartitions(t.db, { now: new Date() });
  world = await aTrackingWorld(t.db);
  link = await addTrackingLink(t.db, world, 'https://shop.example.com/p?sku=1');
  links = await openLinkTable(t.db);
  running = await serveRedirect();
});
afterAll(async () => {
  links.stop();
  await running.close(0);
});

function serveRedirect({ sink = createDatabaseClickSink(t.pool), trustedProxy = null as string | null, secure = false } = {}): Promise<RunningServer> {
  const redirect = createRedirect({ links, sink, clientOf: createClientOf(trustedProxy), hashAddress: createAddressHash(Buffer.alloc(32)), secure });
  return serve((request, response) => redirect.handle(request, response), { port: 0, host: '127.0.0.1', quick: redirect.handleQuick });
}

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

function click(path: string, headers: Record<string, string> = {}, { method = 'GET', port = running.port } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path, method, headers: { 'user-agent': CHROME, ...headers } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject).end();
  });
}

const idIn = (answer: Answer): string => /[?&]kclid=([^&#]+)/.exec(answer.headers.location ?? '')?.[1] ?? '';
const storedClick = (id: string) => t.db.selectFrom('click').selectAll().where('id', '=', id).executeTakeFirst();
const countClicks = async () => Number((await t.db.selectFrom('click').select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n);

describe('a click on a tracking link', () => {
  it('is stored before the visitor is sent to the landing page with the campaign parameters', async () => {
    const answer = await click(`/t/${link.code}`, { referer: 'https://www.douyin.com/video/1' });
    expect(answer.status).toBe(302);
    const id = idIn(answer);
    expect(id).toMatch(UUID);
    expect(answer.headers.location).toBe(
      `https://shop.example.com/p?sku=1&utm_source=douyin&utm_medium=kol&utm_campaign=summer&utm_content=${link.code}&kclid=${id}`,
    );
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(await storedClick(id)).toMatchObject({
      workspace_id: world.workspaceId, collaboration_id: link.collaborationId, referrer_host: 'www.douyin.com', device: 'desktop',
      automation: null, country: null,
    });
  });

  it('keeps the instant that its id holds, in the partition of its month', async () => {
    const id = idIn(await click(`/t/${link.code}`));
    const stored = await storedClick(id);
    expect(stored?.clicked_at.getTime()).toBe(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
    const { n } = await t.db.selectFrom('click_default' as never).select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow();
    expect(Number(n)).toBe(0);
  });

  it('recognises a visitor who comes back by the cookie it gave', async () => {
    const first = await click(`/t/${link.code}`);
    const cookie = first.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/^kvid=[0-9a-f-]{36}; Path=\/; Max-Age=31536000; SameSite=Lax; HttpOnly$/);
    const again = await click(`/t/${link.code}`, { cookie: `other=1; ${cookie.split(';')[0]}` });
    expect(again.headers['set-cookie']).toBeUndefined();
    const [one, two] = await Promise.all([storedClick(idIn(first)), storedClick(idIn(again))]);
    expect(two?.visitor_id).toBe(one?.visitor_id);
    expect(two?.address_hash).toBe(one?.address_hash);
  });

  it('gives a new visitor id for a cookie that is none', async () => {
    const answer = await click(`/t/${link.code}`, { cookie: "kvid='; drop table click; --" });
    expect(answer.status).toBe(302);
    expect((await storedClick(idIn(answer)))?.visitor_id).toMatch(UUID);
  });

  it('is found however its code is written', async () => {
    for (const path of [link.code.toLowerCase(), `${link.code.slice(0, 4)}-${link.code.slice(4)}`, `${link.code}/`, `${link.code}%E3%80%82`, link.code.replaceAll('0', 'o').replaceAll('1', 'l')]) {
      expect((await click(`/t/${path}`)).status, path).toBe(302);
    }
  });

  it.each([
    ['GET', { 'user-agent': 'facebookexternalhit/1.1' }, 'preview'],
    ['GET', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }, 'crawler'],
    ['GET', { 'user-agent': '' }, 'crawler'],
    ['GET', { 'sec-purpose': 'prefetch' }, 'prefetch'],
    ['HEAD', {}, 'head'],
  ])('that looks automated is kept and marked: %s %o', async (method, headers, automation) => {
    const answer = await click(`/t/${link.code}`, headers, { method });
    expect(answer.status).toBe(302);
    expect(await storedClick(idIn(answer))).toMatchObject({ automation });
  });

  it('is believed about its address and country only behind the trusted proxy', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.9', 'cf-ipcountry': 'CN' };
    const direct = await storedClick(idIn(await click(`/t/${link.code}`, forwarded)));
    const own = await storedClick(idIn(await click(`/t/${link.code}`)));
    expect(direct).toMatchObject({ country: null, address_hash: own?.address_hash });
    const behindProxy = await serveRedirect({ trustedProxy: '127.0.0.1', secure: true });
    const answer = await click(`/t/${link.code}`, forwarded, { port: behindProxy.port });
    const proxied = await storedClick(idIn(answer));
    await behindProxy.close(0);
    expect(proxied?.country).toBe('CN');
    expect(proxied?.address_hash).not.toBe(own?.address_hash);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure$/);
  });
});

describe('the redirector is never open', () => {
  it.each(['?url=https://evil.example/', '?redir_url=https%3A%2F%2Fevil.example', '?kclid=x#https://evil.example', '?utm_source=evil&next=//evil.example'])(
    'a request cannot choose the destination: %s',
    async (query) => {
      const answer = await click(`/t/${link.code}${query}`);
      expect(answer.status).toBe(302);
      expect(answer.headers.location).toMatch(/^https:\/\/shop\.example\.com\/p\?sku=1&/);
      expect(answer.headers.location).not.toContain('evil');
    },
  );

  it.each(['//evil.example', 'https://evil.example/', '%2F%2Fevil.example', '..%2F..%2Fetc', '%E0%A4%A'])('a path that is no code leads nowhere: %s', async (path) => {
    const answer = await click(`/t/${path}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.location).toBeUndefined();
  });

  it('a landing page whose host is not allowed any more answers 410, and nothing is counted', async () => {
    const other = await aTrackingWorld(t.db, { allowedHosts: ['old.example.com'] });
    const old = await addTrackingLink(t.db, other, 'https://old.example.com/');
    expect((await click(`/t/${old.code}`)).status).toBe(302);
    await t.db.updateTable('workspace').set({ allowed_hosts: ['new.example.com'] }).where('id', '=', other.workspaceId).execute();
    await links.refresh();
    const before = await countClicks();
    const answer = await click(`/t/${old.code}`);
    expect(answer.status).toBe(410);
    expect(answer.headers.location).toBeUndefined();
    expect(await countClicks()).toBe(before);
  });
});

describe('a link that has expired', () => {
  const expired = { link_expires_at: new Date(Date.now() - 1_000), updated_at: new Date() };
  const aLink = async (change: { link_expires_at?: Date | null; link_fallback_url?: string | null }, fallbackUrl: string | null = null) => {
    const other = await aTrackingWorld(t.db);
    const made = await addTrackingLink(t.db, other);
    await t.db.updateTable('workspace').set({ fallback_url: fallbackUrl }).where('id', '=', other.workspaceId).execute();
    await t.db.updateTable('collaboration').set({ ...expired, ...change }).where('id', '=', made.collaborationId).execute();
    await links.refresh();
    return made;
  };
  const countOf = async (made: TrackingLink) =>
    Number((await t.db.selectFrom('click').select((eb) => eb.fn.countAll().as('n')).where('collaboration_id', '=', made.collaborationId).executeTakeFirstOrThrow()).n);

  it('leads to the page of its collaboration, and the click is kept', async () => {
    const made = await aLink({ link_fallback_url: 'https://shop.example.com/over?a=1' }, 'https://shop.example.com/');
    expect(await click(`/t/${made.code}`)).toMatchObject({ status: 302, headers: { location: 'https://shop.example.com/over?a=1' } });
    expect(await countOf(made)).toBe(1);
  });

  it('leads to the page of its workspace when it has none of its own, or none on an allowed host', async () => {
    const none = await aLink({}, 'https://shop.example.com/');
    const elsewhere = await aLink({ link_fallback_url: 'https://evil.example/' }, 'https://shop.example.com/');
    for (const made of [none, elsewhere]) expect(await click(`/t/${made.code}`)).toMatchObject({ status: 302, headers: { location: 'https://shop.example.com/' } });
  });

  it('says that it has expired when there is no page, in the visitor\'s language, and the click is kept', async () => {
    const made = await aLink({}, 'https://evil.example/');
    const answer = await click(`/t/${made.code}`, { 'accept-language': 'zh-CN' });
    expect(answer).toMatchObject({ status: 410 });
    expect(answer.headers.location).toBeUndefined();
    expect(answer.body).toContain('该链接已过期');
    expect((await click(`/t/${made.code}`)).body).toContain('This link has expired');
    expect(await countOf(made)).toBe(2);
  });

  it('works to its last moment, and again when its end is taken away', async () => {
    const made = await aLink({ link_expires_at: new Date(Date.now() + 60_000) });
    expect((await click(`/t/${made.code}`)).headers.location).toContain('kclid=');
    await t.db.updateTable('collaboration').set(expired).where('id', '=', made.collaborationId).execute();
    await links.refresh();
    expect((await click(`/t/${made.code}`)).status).toBe(410);
    await t.db.updateTable('collaboration').set({ link_expires_at: null, updated_at: new Date() }).where('id', '=', made.collaborationId).execute();
    await links.refresh();
    expect((await click(`/t/${made.code}`)).status).toBe(302);
  });
});

describe('the links on disk', () => {
  it('are the ones in the database, and serve a start while it is away; codes issued since are answered 503', async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'kol-links-')), 'links.snapshot');
    const end = new Date(Date.now() + 3_600_000);
    await t.db.updateTable('collaboration').set({ link_expires_at: end, link_fallback_url: 'https://shop.example.com/over', updated_at: new Date() }).where('id', '=', link.collaborationId).execute();
    (await openLinkTable(t.db, { snapshotFile: file })).stop();
    const away = openDatabase('postgres://nobody@127.0.0.1:1/none');
    const recalled = await openLinkTable(away.db, { snapshotFile: file });
    expect(recalled.isFromSnapshot).toBe(true);
    await links.refresh();
    expect(recalled.find(link.code)).toEqual(links.find(link.code));
    const handler = createRedirect({ links: recalled, sink: createDatabaseClickSink(t.pool), clientOf: createClientOf(null), hashAddress: createAddressHash(Buffer.alloc(32)), secure: false });
    const alone = await serve((request, response) => handler.handle(request, response), { port: 0, host: '127.0.0.1' });
    expect((await click(`/t/${link.code}`, {}, { port: alone.port })).status).toBe(302);
    expect((await click('/t/00000000', {}, { port: alone.port })).status).toBe(503);
    await alone.close(0);
    recalled.stop();
    await away.close();
    fs.rmSync(path.dirname(file), { recursive: true });
  });

  it.each([['cut short', (text: string) => text.slice(0, text.length >> 1)], ['of another form', () => '{"version":2}\n'], ['empty', () => '']])('are not used when the file is %s', async (_how, spoil) => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'kol-links-')), 'links.snapshot');
    (await openLinkTable(t.db, { snapshotFile: file })).stop();
    fs.writeFileSync(file, spoil(fs.readFileSync(file, 'utf8')));
    const away = openDatabase('postgres://nobody@127.0.0.1:1/none');
    await expect(openLinkTable(away.db, { snapshotFile: file })).rejects.toThrow('ECONNREFUSED');
    await away.close();
    fs.rmSync(path.dirname(file), { recursive: true });
  });
});

describe('a link that leads nowhere', () => {
  const swapped = () => {
    const index = [...link.code].findIndex((sign, at) => sign !== link.code[at + 1]);
    return link.code.slice(0, index) + (link.code[index + 1] ?? '') + (link.code[index] ?? '') + link.code.slice(index + 2);
  };

  it('says that a mistyped code is mistyped', async () => {
    const answer = await click(`/t/${swapped()}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('This link is mistyped');
  });

  it('says so in Chinese to Chinese browsers', async () => {
    const answer = await click(`/t/${swapped()}`, { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' });
    expect(answer.body).toContain('链接输入有误');
    expect(answer.body).toContain('lang="zh-CN"');
  });

  it('says that a well-formed code is unknown', async () => {
    const answer = await click('/t/00000000');
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('This link is unknown');
  });

  it('only answers questions', async () => {
    expect(await click(`/t/${link.code}`, {}, { method: 'POST' })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });
});

describe('changes of links', () => {
  it('a code that was issued a moment ago works at once', async () => {
    const fresh = await addTrackingLink(t.db, world);
    expect((await click(`/t/${fresh.code}`)).status).toBe(302);
  });

  it('a changed landing page is followed after a refresh', async () => {
    await t.db
      .updateTable('collaboration')
      .set({ landing_url: 'https://shop.example.com/new', updated_at: new Date() })
      .where('id', '=', link.collaborationId)
      .execute();
    await links.refresh();
    expect((await click(`/t/${link.code}`)).headers.location).toMatch(/^https:\/\/shop\.example\.com\/new\?utm_source/);
    await t.db.updateTable('collaboration').set({ landing_url: 'https://shop.example.com/p?sku=1', updated_at: new Date() }).where('id', '=', link.collaborationId).execute();
    await links.refresh();
  });
});

it('many clicks at once are each stored once', async () => {
  const answers = await Promise.all(Array.from({ length: 300 }, () => click(`/t/${link.code}`)));
  const ids = new Set(answers.map(idIn));
  expect(ids.size).toBe(300);
  const stored = await t.db.selectFrom('click').select('id').where('id', 'in', [...ids]).execute();
  expect(stored).toHaveLength(300);
});

it('without a database a click is answered 503, never with a redirect', async () => {
  const away = openDatabase('postgres://nobody@127.0.0.1:1/none');
  const lost = await serveRedirect({ sink: createDatabaseClickSink(away.pool, { patienceMs: 200 }) });
  const answer = await click(`/t/${link.code}`, {}, { port: lost.port });
  await lost.close(0);
  await away.close();
  expect(answer.status).toBe(503);
  expect(answer.headers['retry-after']).toBe('5');
  expect(answer.headers.location).toBeUndefined();
  // The visitor goes on by hand.
  expect(answer.body).toContain('<a href="https://shop.example.com/p?sku=1" rel="noreferrer">');
});
