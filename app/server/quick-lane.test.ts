import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from './http-server.ts';
import type { RunningServer } from './http-server.ts';
import { readPlainHead } from './plain-head.ts';
import type { QuickMessage } from './quick-lane.ts';

/** What the http server says of a request, by which a test sees that it went there. */
const answerByHttp: http.RequestListener = (request, response) => {
  let body = '';
  request.setEncoding('latin1').on('data', (text: string) => (body += text)).on('end', () => response.end(JSON.stringify({ by: 'http', method: request.method, url: request.url, headers: request.headers, body })));
};
const message = (text: string): QuickMessage => ({ status: '200 OK', headers: `Content-Length: ${Buffer.byteLength(text)}\r\n`, body: text });

let running: RunningServer;
/** Answers that the lane owes while a test holds them back. */
let held: (() => void)[] | null = null;

beforeAll(async () => {
  running = await serve(answerByHttp, {
    port: 0, host: '127.0.0.1',
    quick: (request, answer) => {
      if (!request.url.startsWith('/t/')) return false;
      const tell = () => answer(message(JSON.stringify({ by: 'lane', url: request.url })));
      if (held) held.push(tell);
      else tell();
      return true;
    },
  });
});
afterAll(() => running.close(0));

interface Talk {
  say(text: string): void;
  /** All that has been heard, once it satisfies. */
  heard(satisfies: (text: string) => boolean): Promise<string>;
  readonly socket: net.Socket;
}

async function talk(port = running.port): Promise<Talk> {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk)).on('error', () => undefined);
  await once(socket, 'connect');
  return {
    socket,
    say: (said) => void socket.write(said, 'latin1'),
    heard: async (satisfies) => {
      await expect.poll(() => satisfies(text)).toBe(true);
      return text;
    },
  };
}

const GET = (url: string, more = '') => `GET ${url} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
const answersIn = (text: string): unknown[] => [...text.matchAll(/\{"by".*?\}(?=HTTP|$|\r)/gs)].map((found) => JSON.parse(found[0]));
const times = (count: number) => (text: string) => text.split('{"by"').length === count + 1;

describe('the quick lane', () => {
  it('answers one plain request after the other on a connection, with date and keep-alive', async () => {
    const { say, heard, socket } = await talk();
    say(GET('/t/1'));
    const first = await heard(times(1));
    expect(first).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Length: \d+\r\nDate: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\r\nConnection: keep-alive\r\nKeep-Alive: timeout=75\r\n\r\n\{/);
    say(GET('/t/2', 'Connection: keep-alive\r\n'));
    expect(answersIn(await heard(times(2)))).toEqual([{ by: 'lane', url: '/t/1' }, { by: 'lane', url: '/t/2' }]);
    socket.destroy();
  });

  it.each([
    ['another address', GET('/other')],
    ['HTTP/1.0', 'GET /t/1 HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n'],
    ['another method', 'POST /t/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi'],
    ['a GET with a body', GET('/t/1', 'Content-Length: 2\r\n') + 'hi'],
    ['a GET in chunks', GET('/t/1', 'Transfer-Encoding: chunked\r\n') + '2\r\nhi\r\n0\r\n\r\n'],
    ['a name in another language', GET('/t/1', 'X-Name: \xe5\r\n')],
    ['a header given twice', GET('/t/1', 'Cookie: a=1\r\nCookie: b=2\r\n')],
    ['a longer head than browsers send', GET('/t/1', `X-Long: ${'x'.repeat(9_000)}\r\n`)],
  ])('leaves %s to the http server', async (_what, request) => {
    const { say, heard, socket } = await talk();
    say(request);
    const [answer] = answersIn(await heard(times(1)));
    expect(answer).toMatchObject({ by: 'http' });
    socket.destroy();
  });

  it('hands a connection over for good, with all that it has heard', async () => {
    const { say, heard, socket } = await talk();
    say(GET('/t/1'));
    await heard(times(1));
    say('POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello');
    say('world');
    await heard(times(2));
    say(GET('/t/2'));
    const answers = answersIn(await heard(times(3)));
    expect(answers).toMatchObject([{ by: 'lane' }, { by: 'http', method: 'POST', body: 'helloworld' }, { by: 'http', url: '/t/2' }]);
    socket.destroy();
  });

  it('leaves a request that comes in pieces to the http server, whose limits for slow ones count', async () => {
    const { say, heard, socket } = await talk();
    const request = GET('/t/1', 'Referer: https://www.douyin.com/\r\n');
    say(request.slice(0, 9));
    await new Promise((resolve) => setTimeout(resolve, 30));
    say(request.slice(9));
    expect(answersIn(await heard(times(1)))).toMatchObject([{ by: 'http', url: '/t/1', headers: { referer: 'https://www.douyin.com/' } }]);
    socket.destroy();
  });

  it('answers requests that come before the last answer in their order', async () => {
    held = [];
    const { say, heard, socket } = await talk();
    say(GET('/t/1'));
    await expect.poll(() => held?.length).toBe(1);
    say(GET('/t/2') + GET('/t/3'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    say(GET('/other'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    for (const tell of held) tell();
    held = null;
    expect(answersIn(await heard(times(4)))).toMatchObject([{ by: 'lane', url: '/t/1' }, { by: 'http', url: '/t/2' }, { by: 'http', url: '/t/3' }, { by: 'http', url: '/other' }]);
    socket.destroy();
  });

  it('answers two requests that come in one piece', async () => {
    const { say, heard, socket } = await talk();
    say(GET('/t/1') + GET('/t/2'));
    expect(answersIn(await heard(times(2)))).toMatchObject([{ url: '/t/1' }, { url: '/t/2' }]);
    socket.destroy();
  });

  it('answers who has said all and still listens, and survives who has left', async () => {
    held = [];
    const [patient, gone] = [await talk(), await talk()];
    patient.say(GET('/t/1'));
    gone.say(GET('/t/2'));
    await expect.poll(() => held?.length).toBe(2);
    patient.socket.end();
    gone.socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 30));
    for (const tell of held) tell();
    held = null;
    expect(answersIn(await patient.heard(times(1)))).toEqual([{ by: 'lane', url: '/t/1' }]);
    await expect.poll(() => patient.socket.closed).toBe(true);
  });

  it('ends idle connections when the server closes, and lets an answer that is owed leave first', async () => {
    const tells: (() => void)[] = [];
    const closing = await serve(answerByHttp, { port: 0, host: '127.0.0.1', quick: (_request, answer) => tells.push(() => answer(message('{"by":"lane"}'))) > 0 });
    const [idle, waiting] = [await talk(closing.port), await talk(closing.port)];
    waiting.say(GET('/t/1'));
    await expect.poll(() => tells.length).toBe(1);
    const closed = closing.close(5_000);
    await once(idle.socket.resume(), 'end');
    tells[0]?.();
    await waiting.heard(times(1));
    await closed;
  });
});

describe('plain heads', () => {
  const TOKENS = ['Host', 'host', 'User-Agent', 'Referer', 'Cookie', 'Connection', 'Content-Length', 'Transfer-Encoding', 'X-Forwarded-For', 'Accept', 'Upgrade', 'X Y', '', 'Purpose'];
  const VALUES = ['localhost', 'keep-alive', 'close', 'a=1; b=2', 'plain', 'https://www.douyin.com/', '0', '5', 'chunked', ' padded\t', '', 'x\ry', 'x\ny', '\x01', 'é', 'x'.repeat(300)];
  const ODD_ENDS = ['\n', '\r', '\r\n ', '\r\n\r\n'];
  /** Mostly right, so that plain heads come about and one oddity at a time is met. */
  const mostly = (right: string, ...odd: string[]) => fc.oneof({ weight: 9, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
  const line = fc.record({ name: fc.constantFrom(...TOKENS), colon: mostly(': ', ':', ':\t', ' :', ''), value: fc.constantFrom(...VALUES), end: mostly('\r\n', ...ODD_ENDS) });
  const head = fc.record({
    start: mostly('GET /t/1 HTTP/1.1', 'GET /t/1?a=%20#b HTTP/1.1', 'GET  /t/1 HTTP/1.1', 'GET /t/1\tx HTTP/1.1', 'GET /t/1 HTTP/1.2', 'GET http://x/t/1 HTTP/1.1', 'get /t/1 HTTP/1.1', 'GET /t/1'),
    host: mostly('Host: localhost\r\n', ''),
    lines: fc.array(line, { maxLength: 4 }),
    last: mostly('\r\n', '\n', '', '\r\nx'),
  });

  /** One request to Node's own server, as it understands it; null when it refuses it or waits for more. */
  async function asNodeReads(text: string): Promise<{ url: string; headers: Record<string, string> } | null> {
    const { say, heard, socket } = await talk(node.port);
    say(text);
    socket.end();
    await once(socket, 'close');
    const said = await heard(() => true);
    const answers = answersIn(said);
    return answers.length === 1 && said.startsWith('HTTP/1.1 200') ? (answers[0] as { url: string; headers: Record<string, string> }) : null; // our own server's words
  }

  let node: RunningServer;
  beforeAll(async () => {
    const reader = http.createServer({ joinDuplicateHeaders: false }, (request, response) => response.end(JSON.stringify({ by: 'http', url: request.url, headers: request.headers })));
    await new Promise<void>((resolve) => reader.listen(0, '127.0.0.1', resolve));
    const address = reader.address();
    node = { server: reader, port: typeof address === 'object' && address ? address.port : 0, close: async () => void reader.close() };
  });
  afterAll(() => node.close(0));

  it('are read as Node reads them, or not at all', { timeout: 60_000 }, async () => {
    let plain = 0;
    const check = fc.asyncProperty(head, async ({ start, host, lines, last }) => {
      const text = `${start}\r\n${host}${lines.map((each) => `${each.name}${each.colon}${each.value}${each.end}`).join('')}${last}`;
      const found = readPlainHead(text);
      if (found === null) return;
      plain += 1;
      const read = await asNodeReads(text);
      expect(read?.url).toBe(found.url);
      for (const [name, value] of Object.entries(found.headers)) expect(read?.headers[name], name).toBe(value);
      expect(read?.headers['content-length'] ?? read?.headers['transfer-encoding']).toBeUndefined();
    });
    await fc.assert(check, { numRuns: 2_000 });
    expect(plain).toBeGreaterThan(100);
  });

  it('hold what browsers send', () => {
    const text =
      'GET /t/7K9QX2MA?from=singlemessage HTTP/1.1\r\nHost: go.example.com\r\nConnection: keep-alive\r\nUpgrade-Insecure-Requests: 1\r\nUser-Agent: Mozilla/5.0 (iPhone)\r\n' +
      'Accept: text/html,*/*;q=0.8\r\nReferer: https://www.douyin.com/\r\nAccept-Language: zh-CN,zh;q=0.9\r\nCookie: kvid=1; a=2\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n';
    expect(readPlainHead(text)).toMatchObject({
      url: '/t/7K9QX2MA?from=singlemessage',
      headers: { host: 'go.example.com', 'user-agent': 'Mozilla/5.0 (iPhone)', referer: 'https://www.douyin.com/', 'accept-language': 'zh-CN,zh;q=0.9', cookie: 'kvid=1; a=2', 'x-forwarded-for': '203.0.113.9' },
    });
  });
});
