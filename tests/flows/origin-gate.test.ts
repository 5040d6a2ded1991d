import http from 'node:http';
import zlib from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClientBehindFront, createClientOf } from '#app/server/client-of.ts';
import { createProxy } from '#app/server/front/proxy.ts';
import { serve } from '#app/server/http-server.ts';
import type { RunningServer } from '#app/server/http-server.ts';
import { createWebHandler } from '#app/server/web/web-handler.ts';
import { mockServer } from '#tests/mocks/server.ts';

const ORIGIN = 'https://portal.example';
const TOKEN = 'the-token-of-front-and-web';
const OURS = { host: 'portal.example', cookie: 'sid=1' };

/** What reached the application. */
let seen: { method: string; url: string; headers: Record<string, string>; bytes: number }[] = [];
const page = 'x'.repeat(4_000);

/** Stands for Remix: reads the body as a form would be, and says what it got. */
async function application(request: Request): Promise<Response> {
  const bytes = request.body ? (await request.arrayBuffer()).byteLength : 0;
  seen.push({ method: request.method, url: request.url, headers: Object.fromEntries(request.headers), bytes });
  const { pathname } = new URL(request.url);
  if (pathname === '/broken') throw new Error('a bug');
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8' });
  headers.append('set-cookie', 'a=1; Path=/');
  headers.append('set-cookie', 'b=2; Path=/');
  return new Response(pathname === '/long' ? page : 'ok', { headers });
}

const servers: RunningServer[] = [];
let web: RunningServer;
let local: RunningServer;
let front: RunningServer;

async function serveWeb(options: { publicOrigin: string | null; trustedProxy?: string; frontToken?: string }): Promise<RunningServer> {
  const clientOf = createClientBehindFront(options.trustedProxy ?? null, options.frontToken ?? null);
  const handle = createWebHandler({ application, clientOf, publicOrigin: options.publicOrigin });
  const running = await serve((request, response) => void handle(request, response), { port: 0, host: '127.0.0.1' });
  servers.push(running);
  return running;
}

beforeAll(async () => {
  // Only this machine is spoken to; msw's stand-in for Node's HTTP client changes when connections are kept and closed, which is tested here.
  mockServer.close();
  web = await serveWeb({ publicOrigin: ORIGIN });
  local = await serveWeb({ publicOrigin: null });
  const proxy = createProxy({ clientOf: createClientOf(null), token: TOKEN });
  proxy.target = (await serveWeb({ publicOrigin: ORIGIN, frontToken: TOKEN })).port;
  front = await serve((request, response) => proxy.handle(request, response), { port: 0, host: '127.0.0.1' });
  servers.push(front);
});
afterAll(() => Promise.all(servers.map((server) => server.close(0))));
beforeEach(() => {
  seen = [];
});

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
  readonly chunked?: boolean;
  readonly to?: RunningServer;
  readonly agent?: http.Agent;
}

function send(path: string, { method = 'GET', headers = {}, body, chunked = false, to = web, agent }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined || chunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = http.request({ host: '127.0.0.1', port: to.port, path, method, headers: { host: 'portal.example', ...length, ...headers }, setHost: false, ...(agent ? { agent } : {}) }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const whole = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole, text: whole.toString() });
      });
    });
    request.on('error', reject);
    if (chunked) request.write(body);
    request.end(chunked ? undefined : body);
  });
}

const post = (headers: Record<string, string>, path = '/pay', to = web) => send(path, { method: 'POST', headers: { ...OURS, ...headers }, body: 'amount=1', to });

describe('a change that another site sends does not run', () => {
  it.each([
    ['cross-origin document', '/pay', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['cross-origin single fetch', '/pay.data', { origin: 'https://evil.example' }],
    ['resource route', '/files/upload', { origin: 'https://evil.example' }],
    ['sibling site', '/pay', { origin: 'https://short.portal.example', 'sec-fetch-site': 'same-site' }],
    ['same host without TLS', '/pay', { origin: 'http://portal.example' }],
    ['another port', '/pay', { origin: 'https://portal.example:8443' }],
    ['no origin at all, but a session', '/pay', {}],
    ['origin null from a sandbox', '/pay', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['origin null from an old browser', '/pay', { origin: 'null' }],
    ['both origin and forwarded host forged', '/pay', { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }],
    ['claims that contradict each other', '/pay', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
  ])('%s', async (_shape, path, headers) => {
    const answer = await post(headers, path);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('was not sent from https://portal.example');
    expect(seen).toEqual([]);
  });

  it('not even without a cookie: nobody is signed in by another site', async () => {
    const answer = await send('/sign-in', { method: 'POST', headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, body: 'email=a' });
    expect(answer.status).toBe(403);
  });

  it.each(['/pay?_data=routes/pay', '/pay?a=1&_data=routes%2Fpay', '/?%5Fdata=x'])('the old data address is closed: %s', async (path) => {
    for (const method of ['GET', 'POST']) {
      expect((await send(path, { method, headers: { ...OURS, origin: ORIGIN }, ...(method === 'POST' ? { body: 'a=1' } : {}) })).status).toBe(400);
    }
    expect(seen).toEqual([]);
  });
});

describe('a change that our own page sends runs', () => {
  it.each([
    ['with its origin', { origin: ORIGIN }],
    ['with origin and fetch metadata', { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }],
    ['with fetch metadata only', { 'sec-fetch-site': 'same-origin' }],
    ['from a page that hides its origin', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
  ])('%s', async (_how, headers) => {
    expect((await post(headers)).status).toBe(200);
    expect(seen).toMatchObject([{ method: 'POST', bytes: 8 }]);
    expect(seen[0]?.headers['origin']).not.toBe('null');
  });

  it('a program without session and without origin is let through to the sign-in', async () => {
    expect((await send('/sign-in', { method: 'POST', body: 'a=1' })).status).toBe(200);
  });

  it('reading needs no proof', async () => {
    expect((await send('/', { headers: { ...OURS, 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
  });
});

describe('the host asked for', () => {
  it.each(['evil.example', 'portal.example:444', 'portal.example.evil.example', 'localhost'])('another than ours is answered 421: %s', async (host) => {
    const answer = await send('/', { headers: { host } });
    expect(answer.status).toBe(421);
    expect(answer.text).toContain(`does not answer for "${host}"`);
  });

  it.each(['localhost:3000', '127.0.0.1:5', '[::1]:3000', 'localhost'])('without PUBLIC_ORIGIN any loopback name is ours: %s', async (host) => {
    expect((await send('/', { to: local, headers: { host } })).status).toBe(200);
    expect((await post({ host, origin: `http://${host}` }, '/pay', local)).status).toBe(200);
    expect((await post({ host, origin: 'http://localhost:1' }, '/pay', local)).status).toBe(403);
  });

  it('without PUBLIC_ORIGIN a name that leads here is not ours', async () => {
    expect((await send('/', { to: local, headers: { host: 'rebound.evil.example:3000' } })).status).toBe(421);
  });

  it('an absolute address in the request line changes nothing', async () => {
    await send('http://evil.example/x', { headers: { host: 'portal.example' } });
    expect(seen[0]?.url).toBe('https://portal.example/');
  });
});

describe('programs', () => {
  it.each(['/api/v1/orders', '/webhooks/shopify/1'])('need no origin, and cookies mean nothing: %s', async (path) => {
    expect((await post({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', authorization: 'Bearer t' }, path)).status).toBe(200);
    expect(seen[0]?.headers).not.toHaveProperty('cookie');
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer t' });
  });

  it('are refused in their own format', async () => {
    const answer = await send('/api/v1/orders', { headers: { host: 'evil.example' } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({ status: 421 });
  });
});

describe('forwarding headers', () => {
  const forged = { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-host': 'evil.example', forwarded: 'for=198.51.100.7', 'x-kol-peer': '198.51.100.7', 'x-request-id': 'mine-mine-mine' };

  it('from anybody are dropped', async () => {
    await send('/', { headers: forged });
    expect(seen[0]?.headers).toMatchObject({ host: 'portal.example', 'x-kol-peer': '127.0.0.1' });
    for (const name of ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-kol-front']) expect(seen[0]?.headers).not.toHaveProperty(name);
    expect(seen[0]?.headers['x-request-id']).not.toBe('mine-mine-mine');
  });

  it('from anybody are dropped by our front too, which says itself who asked', async () => {
    await send('/', { to: front, headers: { ...forged, 'x-kol-front': TOKEN.slice(1) } });
    expect(seen[0]?.headers).toMatchObject({ host: 'portal.example', 'x-kol-peer': '127.0.0.1' });
    expect(seen[0]?.headers).not.toHaveProperty('x-kol-front');
  });

  it('from the trusted proxy are believed, its own view of the address last', async () => {
    const behind = await serveWeb({ publicOrigin: ORIGIN, trustedProxy: '127.0.0.1' });
    const answer = await send('/', { to: behind, headers: { host: 'internal:3000', 'x-forwarded-host': 'portal.example', 'x-forwarded-for': '10.0.0.1, 203.0.113.9' } });
    expect(answer.status).toBe(200);
    expect(seen[0]?.headers).toMatchObject({ host: 'portal.example', 'x-kol-peer': '203.0.113.9' });
  });
});

describe('bodies', () => {
  const big = (megabytes: number) => Buffer.alloc(megabytes * 1_000_000 + 1, 97);

  it.each([
    ['/pay', 1],
    ['/pay.data', 1],
    ['/webhooks/shopify/1', 5],
    ['/api/v1/orders', 10],
    ['/importsx', 1],
  ])('%s takes %i MB and not a byte more', async (path, megabytes) => {
    for (const chunked of [false, true]) {
      const tooLarge = await send(path, { method: 'POST', headers: { ...OURS, origin: ORIGIN }, body: big(megabytes), chunked });
      expect(tooLarge.status).toBe(413);
      expect(tooLarge.text).toContain(`larger than the ${megabytes} MB`);
      expect(seen.filter((request) => request.bytes > 0)).toEqual([]);
      const fits = await send(path, { method: 'POST', headers: { ...OURS, origin: ORIGIN }, body: big(megabytes).subarray(1), chunked });
      expect(fits.status).toBe(200);
      expect(seen.at(-1)?.bytes).toBe(megabytes * 1_000_000);
      seen = [];
    }
  });

  it('files for import may be larger, also through the front', async () => {
    const answer = await send('/imports/new', { method: 'POST', headers: { ...OURS, origin: ORIGIN }, body: big(20), to: front, chunked: true });
    expect(answer.status).toBe(200);
    expect(seen[0]?.bytes).toBe(20_000_001);
  });

  it('one that is too large is refused through the front too, and the connection serves on', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    for (const [path, body, status] of [['/pay', big(3), 413], ['/pay', Buffer.from('a=1'), 200]] as const) {
      const answer = await send(path, { method: 'POST', headers: { ...OURS, origin: ORIGIN }, body, to: front, agent });
      expect(answer.status).toBe(status);
    }
    agent.destroy();
  });
});

describe('answers', () => {
  it('keep every cookie apart', async () => {
    expect((await send('/', { to: front })).headers['set-cookie']).toEqual(['a=1; Path=/', 'b=2; Path=/']);
  });

  it.each([
    ['gzip, deflate, br', 'br', zlib.brotliDecompressSync],
    ['gzip', 'gzip', zlib.gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', zlib.gunzipSync],
  ])('are compressed for a browser that takes %s', async (accepted, encoding, unpack) => {
    const answer = await send('/long', { headers: { 'accept-encoding': accepted } });
    expect(answer.headers).toMatchObject({ 'content-encoding': encoding, vary: expect.stringContaining('Accept-Encoding') });
    expect(unpack(answer.body).toString()).toBe(page);
  });

  it('are sent plain when short, or when nothing else is taken', async () => {
    expect((await send('/', { headers: { 'accept-encoding': 'br' } })).text).toBe('ok');
    expect((await send('/long')).text).toBe(page);
  });

  it('all forbid sniffing and framing', async () => {
    for (const path of ['/', '/broken', '/api/v1/orders', '/?_data=x']) {
      expect((await send(path)).headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    }
  });

  it('to HEAD hold no body', async () => {
    expect(await send('/long', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });

  it('to a request on which the application fails name the number to quote', async () => {
    const answer = await send('/broken');
    expect(answer.status).toBe(500);
    expect(answer.text).toMatch(/Quote the number [0-9a-f]{12}/);
    expect(answer.text).not.toContain('a bug');
  });

  it('while the web process is away are a page that tries again', async () => {
    const alone = createProxy({ clientOf: createClientOf(null), token: TOKEN });
    const away = await serve((request, response) => alone.handle(request, response), { port: 0, host: '127.0.0.1' });
    servers.push(away);
    expect(await send('/', { to: away })).toMatchObject({ status: 502, headers: { 'retry-after': '3' } });
    alone.target = 1; // nobody listens there
    expect((await send('/', { to: away })).status).toBe(502);
  });
});
