import net from 'node:net';
import { http, HttpResponse } from 'msw';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { sendToDingTalk } from '#app/integrations/dingtalk/client.server.ts';
import { sendToFeishu } from '#app/integrations/feishu/client.server.ts';
import { sendMail } from '#app/integrations/mail/client.server.ts';
import type { NoticeLine, NoticeMessage } from '#app/integrations/notice-message.ts';
import { sendToSlack } from '#app/integrations/slack/client.server.ts';
import { sendToWebhook, signatureHeaders } from '#app/integrations/standard-webhooks/send.server.ts';
import { sendToWeCom } from '#app/integrations/wecom/client.server.ts';
import { askPublic, isPublicAddress } from '#app/lib/public-outbound.server.ts';
import { standardSigner } from '#app/integrations/standard-webhooks/signature.server.ts';
import { CHANNEL_ADDRESSES, WEBHOOK_SECRET } from '#tests/factories/notice.ts';
import { NOON } from '#tests/factories/workspace.ts';
import type { RobotCall } from '#tests/mocks/dingtalk.ts';
import { dingTalkError, dingTalkRobot } from '#tests/mocks/dingtalk.ts';
import { feishuBot, oldFeishuBot } from '#tests/mocks/feishu.ts';
import { mockServer } from '#tests/mocks/server.ts';
import { slackHook } from '#tests/mocks/slack.ts';
import { weComRobot } from '#tests/mocks/wecom.ts';

const SECRET = 'SEC0123456789abcdef';
const ID = '0197f1a0-0000-7000-8000-000000000001';

const aLine = (wishes: Partial<NoticeLine> = {}): NoticeLine => ({
  kind: 'fuse_tripped', severity: 'urgent', severityName: 'Urgent', title: 'Lily: fuse tripped', text: 'Summer: 3 periods below the limit.', url: 'https://portal.example/collaborations/1', happenedAt: NOON, ...wishes,
});
const aMessage = (lines: readonly NoticeLine[] = [aLine()]): NoticeMessage => ({
  id: ID, language: 'en', subject: lines.length === 1 ? (lines[0]?.title ?? '') : `${lines.length} alerts`, lines, more: (count) => `and ${count} more`, inboxUrl: 'https://portal.example/notices', inboxName: 'All alerts',
});
const many = (count: number) => aMessage(Array.from({ length: count }, (_, index) => aLine({ title: `Creator ${index}: fuse tripped`, text: '很'.repeat(60) })));
const HOSTILE = 'Eve](https://evil.test) <@all> & <!channel> **x** `y` # z';

describe('DingTalk', () => {
  const target = { kind: 'dingtalk' as const, address: CHANNEL_ADDRESSES.dingtalk, secret: SECRET };

  test('a markdown message to a signed address', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(dingTalkRobot(calls));
    expect(await sendToDingTalk(target, aMessage(), NOON)).toEqual({ status: 'sent' });
    // Computed by another program: base64(HMAC-SHA256(secret, "1783656000000\nsecret")).
    expect(calls[0]?.url.searchParams.get('timestamp')).toBe('1783656000000');
    expect(calls[0]?.url.search).toContain('sign=vKO%2FHYxqDA8RGO6paykEyz90mOTlu39NoxzPv%2FtJFxc%3D');
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({
      msgtype: 'markdown',
      markdown: {
        title: 'Lily: fuse tripped',
        text: '**Urgent** · [Lily: fuse tripped](https://portal.example/collaborations/1)\n\nSummer: 3 periods below the limit.\n\n[All alerts](https://portal.example/notices)',
      },
    });
  });

  test('an error in a 200 is an error, and its code says which', async () => {
    for (const [code, words, problem] of [
      [310_000, 'sign not match', 'signature'], [310_000, 'invalid timestamp', 'signature'], [310_000, 'keywords not in content', 'keyword'], [310_000, 'ip 1.2.3.4 not in whitelist', 'not-allowed'],
      [300_001, 'token is not exist', 'address'], [400_102, 'robot stopped', 'address'], [-1, 'system busy', 'unavailable'], [43_004, 'whatever', 'rejected'],
    ] as const) {
      mockServer.use(dingTalkError(code, words));
      expect(await sendToDingTalk(target, aMessage(), NOON), words).toEqual({ status: 'failed', problem, silenceMs: null });
    }
    mockServer.use(dingTalkError(130_101, 'send too fast, exceed 20 times per minute'));
    expect(await sendToDingTalk(target, aMessage(), NOON)).toEqual({ status: 'failed', problem: 'rate-limited', silenceMs: 600_000 });
  });

  test('what is no answer of a robot is none, and nobody is led elsewhere', async () => {
    const answering = (response: () => Response) => mockServer.use(http.post('https://oapi.dingtalk.com/robot/send', response));
    answering(() => new HttpResponse('<html>', { status: 200 }));
    expect(await sendToDingTalk(target, aMessage(), NOON)).toMatchObject({ problem: 'rejected' });
    answering(() => new HttpResponse(null, { status: 302, headers: { location: 'https://evil.test/' } }));
    expect(await sendToDingTalk(target, aMessage(), NOON)).toMatchObject({ problem: 'address' });
    answering(() => new HttpResponse(null, { status: 502 }));
    expect(await sendToDingTalk(target, aMessage(), NOON)).toMatchObject({ problem: 'unavailable' });
    answering(() => HttpResponse.error());
    expect(await sendToDingTalk(target, aMessage(), NOON)).toMatchObject({ problem: 'unreachable' });
  });

  test('a name makes no link, no mention and no heading; a digest stays within its bytes and says what it leaves out', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(dingTalkRobot(calls));
    await sendToDingTalk(target, aMessage([aLine({ title: HOSTILE, text: HOSTILE })]), NOON);
    expect(calls[0]?.body).not.toMatch(/evil\.test\)|<@|\*\*x|`y/);
    await sendToDingTalk(target, many(200), NOON);
    expect(Buffer.byteLength(calls[1]?.body ?? '')).toBeLessThanOrEqual(20_000);
    expect(calls[1]?.body).toMatch(/and \d+ more/);
  });
});

describe('Feishu and Lark', () => {
  test('a signed post in the language of the channel, to either host', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(...feishuBot(calls));
    expect(await sendToFeishu({ kind: 'feishu', address: CHANNEL_ADDRESSES.feishu, secret: SECRET }, { ...aMessage(), language: 'zh-CN' }, NOON)).toEqual({ status: 'sent' });
    expect(await sendToFeishu({ kind: 'lark', address: CHANNEL_ADDRESSES.lark, secret: null }, aMessage(), NOON)).toEqual({ status: 'sent' });
    // Computed by another program: base64(HMAC-SHA256("1783656000\nsecret", "")).
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({
      timestamp: '1783656000', sign: 'tj8RgMp4DMRIMtTZtJpuOc9/MEcIzqIBGWKSo1UlCCw=', msg_type: 'post',
      content: {
        post: {
          zh_cn: {
            title: 'Lily: fuse tripped',
            content: [
              [{ tag: 'text', text: 'Urgent · ' }, { tag: 'a', text: 'Lily: fuse tripped', href: 'https://portal.example/collaborations/1' }],
              [{ tag: 'text', text: 'Summer: 3 periods below the limit.' }],
              [{ tag: 'a', text: 'All alerts', href: 'https://portal.example/notices' }],
            ],
          },
        },
      },
    });
    expect(JSON.parse(calls[1]?.body ?? '')).toMatchObject({ msg_type: 'post', content: { post: { en_us: {} } } });
    expect(calls[1]?.body).not.toContain('sign');
    expect(calls.map((call) => call.url.host)).toEqual(['open.feishu.cn', 'open.larksuite.com']);
  });

  test('older bots answer otherwise, and refusals come in a 200 or a 400', async () => {
    const target = { kind: 'feishu' as const, address: CHANNEL_ADDRESSES.feishu, secret: SECRET };
    mockServer.use(oldFeishuBot([]));
    expect(await sendToFeishu(target, aMessage(), NOON)).toEqual({ status: 'sent' });
    for (const [code, msg, status, problem] of [
      [19_021, 'sign match fail or timestamp is not within one hour from current time', 200, 'signature'], [19_022, 'Ip Not Allowed', 200, 'not-allowed'], [19_024, 'Key Words Not Found', 200, 'keyword'],
      [19_001, 'param invalid: incoming webhook access token invalid', 400, 'address'], [9499, 'Bad Request', 400, 'rejected'], [9499, 'too many request', 200, 'rate-limited'], [11_232, 'frequency limited', 200, 'rate-limited'],
    ] as const) {
      mockServer.use(...feishuBot([], { code, msg, status }));
      expect(await sendToFeishu(target, aMessage(), NOON), msg).toMatchObject({ status: 'failed', problem });
    }
  });

  test('never more than 20 KB', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(...feishuBot(calls));
    await sendToFeishu({ kind: 'feishu', address: CHANNEL_ADDRESSES.feishu, secret: SECRET }, many(200), NOON);
    expect(Buffer.byteLength(calls[0]?.body ?? '')).toBeLessThanOrEqual(20_000);
  });
});

describe('WeCom', () => {
  const target = { kind: 'wecom' as const, address: CHANNEL_ADDRESSES.wecom, secret: null };

  test('a markdown message of at most 2,048 bytes, cut between characters', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(weComRobot(calls));
    for (const message of [aMessage(), many(40), aMessage([aLine({ text: '很'.repeat(3_000) })])]) expect(await sendToWeCom(target, message, NOON)).toEqual({ status: 'sent' });
    const contents = calls.map((call) => (JSON.parse(call.body) as { markdown: { content: string } }).markdown.content);
    expect(contents[0]).toBe('**Urgent** [Lily: fuse tripped](https://portal.example/collaborations/1)\nSummer: 3 periods below the limit.\n[All alerts](https://portal.example/notices)');
    for (const content of contents) expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2_048);
    expect(contents[1]).toMatch(/and \d+ more/);
    expect(contents[2]).toMatch(/很…\n/);
    expect(contents.join('')).not.toContain('\ufffd');
  });

  test('its codes', async () => {
    for (const [errcode, problem] of [[93_000, 'address'], [45_009, 'rate-limited'], [40_058, 'too-long'], [-1, 'unavailable'], [99_999, 'rejected']] as const) {
      mockServer.use(weComRobot([], { errcode, errmsg: 'words' }));
      expect(await sendToWeCom(target, aMessage(), NOON)).toMatchObject({ status: 'failed', problem });
    }
  });
});

describe('Slack', () => {
  const target = { kind: 'slack' as const, address: CHANNEL_ADDRESSES.slack, secret: null };

  test('blocks with a text beside them, and nothing in a name is read as a sign', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(slackHook(calls));
    expect(await sendToSlack(target, aMessage([aLine({ title: HOSTILE })]), NOON)).toEqual({ status: 'sent' });
    const { text, blocks } = JSON.parse(calls[0]?.body ?? '') as { text: string; blocks: { type: string; text: { type: string; text: string } }[] };
    expect(text).toContain('&lt;@all&gt; &amp; &lt;!channel&gt;');
    expect(blocks[0]).toMatchObject({ type: 'section', text: { type: 'mrkdwn' } });
    expect(blocks[0]?.text.text).toContain('<https://portal.example/collaborations/1|');
    expect(blocks[0]?.text.text).not.toContain('<!channel>');
    await sendToSlack(target, many(200), NOON);
    expect((JSON.parse(calls[1]?.body ?? '') as { blocks: unknown[] }).blocks.length).toBeLessThanOrEqual(50);
  });

  test('its statuses and words', async () => {
    for (const [status, body, problem] of [
      [400, 'invalid_payload', 'rejected'], [403, 'action_prohibited', 'not-allowed'], [403, 'invalid_token', 'address'], [404, 'no_service', 'address'], [410, 'channel_is_archived', 'address'],
      [500, 'rollup_error', 'unavailable'], [200, 'no', 'rejected'],
    ] as const) {
      mockServer.use(slackHook([], { status, body }));
      expect(await sendToSlack(target, aMessage(), NOON), body).toMatchObject({ status: 'failed', problem });
    }
    mockServer.use(slackHook([], { status: 429, body: 'rate_limited', headers: { 'retry-after': '30' } }));
    expect(await sendToSlack(target, aMessage(), NOON)).toEqual({ status: 'failed', problem: 'rate-limited', silenceMs: 30_000 });
  });
});

describe('webhooks of the workspace\'s own choice', () => {
  test('the signature is that of the published example of Standard Webhooks, and our own door would take it', async () => {
    const headers = signatureHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', '{"test": 2432232314}', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', new Date(1_614_265_330_000));
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    const calls: RobotCall[] = [];
    mockServer.use(http.post('https://9.9.9.9/kol', async ({ request }) => {
      calls.push({ url: new URL(request.url), body: await request.text(), headers: request.headers });
      return new HttpResponse(null, { status: 204 });
    }));
    expect(await sendToWebhook({ kind: 'webhook', address: 'https://9.9.9.9/kol', secret: WEBHOOK_SECRET }, aMessage(), NOON)).toEqual({ status: 'sent' });
    const [call] = calls;
    const signed = { header: (name: string) => call?.headers.get(name) ?? null, rawBody: Buffer.from(call?.body ?? '') };
    expect(standardSigner(signed, [WEBHOOK_SECRET], NOON)).toBe(0);
    expect(call?.headers.get('webhook-id')).toBe(ID);
    expect(JSON.parse(call?.body ?? '')).toMatchObject({ type: 'notices', data: { notices: [{ kind: 'fuse_tripped', url: 'https://portal.example/collaborations/1' }] } });
  });

  test('nothing inside is ever connected to, however it is written', async () => {
    let connections = 0;
    const canary = net.createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const address = canary.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    for (const host of ['127.0.0.1', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '169.254.169.254', '10.0.0.1', '192.168.1.1', '100.64.0.1', '0', '[fe80::1]', '[fd00::1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]']) {
      for (const url of [`https://${host}/`, `https://${host}:${port}/`]) {
        expect(await askPublic({ url: new URL(url), method: 'POST', body: '{}' }), url).toEqual({ status: 'failed', reason: 'not-public' });
      }
    }
    expect(await askPublic({ url: new URL('http://9.9.9.9/') })).toEqual({ status: 'failed', reason: 'not-public' });
    expect(await askPublic({ url: new URL('https://user@9.9.9.9/') })).toEqual({ status: 'failed', reason: 'not-public' });
    canary.close();
    expect(connections).toBe(0);
  });

  test.each([
    ['8.8.8.8', true], ['223.5.5.5', true], ['2606:4700::1111', true], ['172.15.255.255', true], ['172.16.0.1', false], ['198.18.0.1', false], ['203.0.113.9', false], ['224.0.0.1', false], ['255.255.255.255', false],
    ['2001:db8::1', false], ['2001::1', false], ['::', false], ['nothing', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });

  test('a redirect inside is not followed', async () => {
    mockServer.use(http.post('https://9.9.9.9/kol', () => new HttpResponse(null, { status: 302, headers: { location: 'https://127.0.0.1/' } })));
    expect(await sendToWebhook({ kind: 'webhook', address: 'https://9.9.9.9/kol', secret: WEBHOOK_SECRET }, aMessage(), NOON)).toMatchObject({ status: 'failed', problem: 'address' });
  });
});

describe('mail', () => {
  interface Mail {
    readonly from: string;
    readonly to: readonly string[];
    readonly raw: string;
  }
  const servers: SMTPServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  });

  /** A real server on this machine. */
  async function aMailServer(mails: Mail[], wishes: { readonly password?: string; readonly refuses?: string; readonly greets?: number } = {}): Promise<number> {
    const server = new SMTPServer({
      authOptional: wishes.password === undefined, allowInsecureAuth: true, disabledCommands: wishes.password === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'], logger: false,
      onAuth: (auth, _session, done) => (auth.password === wishes.password ? done(null, { user: auth.username }) : done(new Error('535 no'))),
      onRcptTo: (address, _session, done) => (address.address === wishes.refuses ? done(Object.assign(new Error('unknown'), { responseCode: 550 })) : done()),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          mails.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map((one) => one.address), raw: Buffer.concat(chunks).toString('utf8') });
          done();
        });
      },
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const address = server.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  const through = (port: number, more: object = {}) => ({
    host: '127.0.0.1', port, security: 'none' as const, userName: '', password: null, senderAddress: 'portal@brand.example', senderName: 'KOL 矩阵', ...more,
  });

  test('text and HTML, one id for every try, and nothing of a name becomes markup', async () => {
    const mails: Mail[] = [];
    const port = await aMailServer(mails);
    const message = aMessage([aLine({ title: '<b>Eve</b> & "co"' }), aLine()]);
    expect(await sendMail(through(port), 'finance@brand.example, ops@brand.example', message, NOON)).toEqual({ status: 'sent' });
    expect(await sendMail(through(port), 'finance@brand.example', message, NOON)).toEqual({ status: 'sent' });
    expect(mails[0]).toMatchObject({ from: 'portal@brand.example', to: ['finance@brand.example', 'ops@brand.example'] });
    // Long lines are folded in quoted-printable.
    const raw = (mails[0]?.raw ?? '').replaceAll('=\r\n', '');
    expect(raw).toContain(`Message-ID: <${ID}@brand.example>`);
    expect(mails[1]?.raw).toContain(`Message-ID: <${ID}@brand.example>`);
    expect(raw).toMatch(/Content-Type: text\/plain/);
    expect(raw).toMatch(/Content-Type: text\/html/);
    expect(raw).toContain('&lt;b&gt;Eve&lt;/b&gt; &amp; &quot;co&quot;');
    expect(raw).toContain('https://portal.example/collaborations/1');
    expect(raw).toContain('Auto-Submitted: auto-generated');
  });

  test('a line break writes no header', async () => {
    const mails: Mail[] = [];
    const port = await aMailServer(mails);
    expect(await sendMail(through(port), 'a@brand.example', aMessage([aLine({ title: 'x\r\nBcc: eve@evil.test' })]), NOON)).toMatchObject({ status: 'failed', problem: 'rejected' });
    expect(await sendMail(through(port, { senderName: 'x\r\nBcc: eve@evil.test' }), 'a@brand.example', aMessage(), NOON)).toMatchObject({ status: 'failed', problem: 'rejected' });
    expect(mails).toEqual([]);
  });

  test('what the server refuses has a word', async () => {
    const mails: Mail[] = [];
    const withPassword = await aMailServer(mails, { password: 'right' });
    expect(await sendMail(through(withPassword, { userName: 'portal', password: 'right' }), 'a@brand.example', aMessage(), NOON)).toEqual({ status: 'sent' });
    expect(await sendMail(through(withPassword, { userName: 'portal', password: 'wrong' }), 'a@brand.example', aMessage(), NOON)).toMatchObject({ problem: 'sign-in' });
    const choosy = await aMailServer(mails, { refuses: 'gone@brand.example' });
    expect(await sendMail(through(choosy), 'gone@brand.example', aMessage(), NOON)).toMatchObject({ problem: 'recipient' });
    // A server without encryption is not spoken to where encryption is asked for.
    expect(await sendMail(through(choosy, { security: 'starttls' }), 'a@brand.example', aMessage(), NOON)).toMatchObject({ status: 'failed' });
    expect(await sendMail(through(1), 'a@brand.example', aMessage(), NOON)).toMatchObject({ problem: 'unreachable' });
    expect(mails).toHaveLength(1);
  });
});
