import { sql } from 'kysely';
import { http, HttpResponse } from 'msw';
import { SMTPServer } from 'smtp-server';
import { beforeEach, describe, expect, test } from 'vitest';
import { beginTry } from '#db/queries/notice-outbox.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { CHANNEL_LIMITS } from '#app/domain/notice-channel.ts';
import { TRY_LEASE_MS } from '#app/domain/notice-schedule.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { replayNoticeMessage } from '#app/services/replay-notice-message.server.ts';
import { saveMailServer } from '#app/services/save-mail-server.server.ts';
import { switchNoticeChannel } from '#app/services/save-notice-channel.server.ts';
import { saveNoticePreference } from '#app/services/save-notice-preference.server.ts';
import { sendNotices } from '#app/services/send-notices.server.ts';
import { testNoticeChannel } from '#app/services/test-notice-channel.server.ts';
import { runKol } from '#scripts/run-kol.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aChannel, aMember, CHANNEL_ADDRESSES, failedImports, look, WEBHOOK_SECRET } from '#tests/factories/notice.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import type { RobotCall } from '#tests/mocks/dingtalk.ts';
import { dingTalkError, dingTalkRobot } from '#tests/mocks/dingtalk.ts';
import { mockServer } from '#tests/mocks/server.ts';
import { slackHook } from '#tests/mocks/slack.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let workspaceId: string;
beforeEach(async () => {
  await t.db.deleteFrom('notice_channel').execute();
  workspaceId = await aWorkspace(t.db);
});

const doing = { now: NOON, actor: PORTAL_ACTOR };
const minutes = (count: number) => new Date(NOON.getTime() + count * 60_000);
const send = async (now: Date) => await sendNotices(t.db, { clock: () => now });
const messages = async () => await t.db.selectFrom('notice_message').selectAll().where('workspace_id', '=', workspaceId).orderBy('id').execute();
const deliveries = async () => await t.db.selectFrom('notice_delivery').selectAll().where('workspace_id', '=', workspaceId).execute();
const channel = async (id: string) => await t.db.selectFrom('notice_channel').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const textsOf = (calls: readonly RobotCall[]) => calls.map((call) => (JSON.parse(call.body) as { markdown: { text: string } }).markdown.text);

/** Fails a few imports and looks, so that as many notices wait for the channels. */
async function noted(count: number, at: Date = NOON): Promise<void> {
  await failedImports(t.db, workspaceId, count, at);
  await look(t.db, workspaceId, at);
}

describe('sending', () => {
  test('a few go out one by one, once; the texts are of the channel\'s language and lead into the portal', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(dingTalkRobot(calls));
    await aChannel(t.db, { workspaceId });
    await noted(3);
    expect(await send(NOON)).toEqual({ sent: 3, failed: 0, withdrawn: 0 });
    expect(await send(minutes(5))).toEqual({ sent: 0, failed: 0, withdrawn: 0 });
    expect(textsOf(calls)[0]).toMatch(/^\*\*Warning\*\* · \[Import failed: orders-\d\.csv\]\(http:\/\/localhost:\d+\/imports\/[0-9a-f-]{36}\)/);
    expect(await messages()).toMatchObject(Array.from({ length: 3 }, () => ({ state: 'sent', tries: 1, notices: 1, sent_at: NOON, last_problem: null })));
  });

  test('more than half of what the channel takes go out together', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(dingTalkRobot(calls));
    await aChannel(t.db, { workspaceId });
    await noted(25);
    expect(await send(NOON)).toMatchObject({ sent: 2 });
    expect((await messages()).map((one) => one.notices).toSorted((a, b) => b - a)).toEqual([20, 5]);
    expect(textsOf(calls).join('')).toMatch(/20 alerts/);
  });

  test('quiet hours keep it back, and what is over by the morning is not sent any more', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(dingTalkRobot(calls));
    // Noon in Shanghai is quiet.
    await aChannel(t.db, { workspaceId, quiet: { fromMinute: 11 * 60, untilMinute: 13 * 60 } });
    await noted(2);
    expect(await send(minutes(59))).toEqual({ sent: 0, failed: 0, withdrawn: 0 });
    const { id } = await t.db.selectFrom('import_run').select('id').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
    await t.db.updateTable('import_run').set({ status: 'cancelled' }).where('id', '=', id).execute();
    await look(t.db, workspaceId, minutes(59));
    expect(await send(minutes(60))).toEqual({ sent: 1, failed: 0, withdrawn: 1 });
    expect(calls).toHaveLength(1);
  });

  test('workers at once send each message once, and together no more than the channel takes', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(dingTalkRobot(calls));
    await aChannel(t.db, { workspaceId });
    for (const part of [0, 1, 2]) {
      await noted(6, minutes(part / 100));
      await Promise.all([0, 1, 2].map(() => send(minutes(part / 100))));
    }
    expect(calls).toHaveLength(CHANNEL_LIMITS.dingtalk[0]?.most ?? 0);
    await send(minutes(2));
    expect(calls).toHaveLength(18);
    expect(new Set(textsOf(calls)).size).toBe(18);
  });

  test('amounts go only where somebody said that all who read along may see them', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(dingTalkRobot(calls));
    await aChannel(t.db, { workspaceId, showsCosts: true });
    await aChannel(t.db, { workspaceId });
    await aCollaboration(t.db, { workspaceId, feeMinor: 123_456_700, startsOn: '2026-06-28' });
    await look(t.db, workspaceId);
    await send(NOON);
    const budget = textsOf(calls).filter((text) => text.includes('forecast'));
    expect(budget).toHaveLength(2);
    expect(budget.filter((text) => text.includes('1,234,567.00'))).toHaveLength(1);
  });
});

describe('when it does not work', () => {
  test('what passes by itself is tried again under the same id, ever later; five failures in a row pause the channel, and that is noted', async () => {
    const ids: string[] = [];
    mockServer.use(http.post('https://9.9.9.9/kol', ({ request }) => {
      ids.push(request.headers.get('webhook-id') ?? '');
      return new HttpResponse(null, { status: 503 });
    }));
    const channelId = await aChannel(t.db, { workspaceId, kind: 'webhook', address: 'https://9.9.9.9/kol', secret: WEBHOOK_SECRET });
    await noted(1);
    const tried: number[] = [];
    for (let minute = 0; minute <= 40; minute += 1) {
      const { failed } = await send(minutes(minute));
      if (failed > 0) tried.push(minute);
    }
    expect(tried).toEqual([0, 1, 3, 7, 15]);
    expect(new Set(ids)).toEqual(new Set([(await messages())[0]?.id]));
    expect(await channel(channelId)).toMatchObject({ failures: 5, paused_at: minutes(15), pause_problem: 'unavailable' });
    expect(await messages()).toMatchObject([{ state: 'waiting', tries: 5, last_problem: 'unavailable' }]);
    await look(t.db, workspaceId, minutes(41));
    const paused = async () => await t.db.selectFrom('notice').select(['over_at', 'facts']).where('workspace_id', '=', workspaceId).where('kind', '=', 'channel_paused').execute();
    expect(await paused()).toMatchObject([{ over_at: null, facts: { channelId, problem: 'unavailable' } }]);
    mockServer.use(http.post('https://9.9.9.9/kol', ({ request }) => {
      ids.push(request.headers.get('webhook-id') ?? '');
      return new HttpResponse(null, { status: 204 });
    }));
    await switchNoticeChannel(t.db, { workspaceId, channelId, to: 'resumed' }, { ...doing, now: minutes(50) });
    await look(t.db, workspaceId, minutes(50));
    expect(await paused()).toMatchObject([{ over_at: minutes(50) }]);
    expect(await send(minutes(50))).toMatchObject({ sent: 1, failed: 0 });
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(1);
  });

  test('what somebody has to put right pauses at once, and nothing is lost meanwhile', async () => {
    mockServer.use(dingTalkError(310_000, 'sign not match'));
    const channelId = await aChannel(t.db, { workspaceId });
    await noted(2);
    expect(await send(NOON)).toMatchObject({ sent: 0, failed: 1 });
    expect(await channel(channelId)).toMatchObject({ paused_at: NOON, pause_problem: 'signature' });
    await noted(1, minutes(1));
    expect(await send(minutes(2))).toEqual({ sent: 0, failed: 0, withdrawn: 0 });
    const calls: RobotCall[] = [];
    mockServer.use(dingTalkRobot(calls));
    await switchNoticeChannel(t.db, { workspaceId, channelId, to: 'resumed' }, { ...doing, now: minutes(10) });
    await send(minutes(10));
    expect(calls).toHaveLength(3);
  });

  test('too much for the other side is no failure: it is left alone for as long as it says', async () => {
    mockServer.use(dingTalkError(130_101, 'send too fast'));
    const channelId = await aChannel(t.db, { workspaceId });
    await noted(1);
    await send(NOON);
    expect(await channel(channelId)).toMatchObject({ failures: 0, paused_at: null, silent_until: minutes(10) });
    const calls: RobotCall[] = [];
    mockServer.use(dingTalkRobot(calls));
    await send(minutes(9));
    expect(calls).toHaveLength(0);
    await send(minutes(10));
    expect(calls).toHaveLength(1);
  });

  test('a message that will never get through is recorded with its reason, and can be sent again by hand', async () => {
    mockServer.use(slackHook([], { status: 400, body: 'invalid_payload' }));
    await aChannel(t.db, { workspaceId, kind: 'slack' });
    await noted(1);
    await send(NOON);
    const [message] = await messages();
    expect(message).toMatchObject({ state: 'failed', last_problem: 'rejected', sent_at: null });
    const calls: RobotCall[] = [];
    mockServer.use(slackHook(calls));
    expect(await replayNoticeMessage(t.db, { workspaceId, messageId: message?.id ?? '' }, { ...doing, now: minutes(3) })).toBe('done');
    expect(await replayNoticeMessage(t.db, { workspaceId, messageId: message?.id ?? '' }, doing)).toBe('not-failed');
    await send(minutes(3));
    expect(calls).toHaveLength(1);
    expect(await messages()).toMatchObject([{ id: message?.id, state: 'sent' }]);
  });

  test('a worker that dies between sending and noting it costs one repetition at most, under the same id', async () => {
    const ids: string[] = [];
    mockServer.use(http.post('https://9.9.9.9/kol', ({ request }) => {
      ids.push(request.headers.get('webhook-id') ?? '');
      return new HttpResponse(null, { status: 204 });
    }));
    await aChannel(t.db, { workspaceId, kind: 'webhook', address: 'https://9.9.9.9/kol', secret: WEBHOOK_SECRET });
    await noted(1);
    await expect(sendNotices(t.db, { clock: dyingAfter(4) })).resolves.toMatchObject({ sent: 0 });
    expect(ids).toHaveLength(1);
    expect(await messages()).toMatchObject([{ state: 'waiting', tries: 1 }]);
    // Nobody else tries it while it may still be under way.
    await send(new Date(NOON.getTime() + TRY_LEASE_MS - 1));
    expect(ids).toHaveLength(1);
    await send(new Date(NOON.getTime() + TRY_LEASE_MS));
    await send(minutes(30));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(await messages()).toMatchObject([{ state: 'sent', tries: 2 }]);
  });

  /** A clock whose reader is gone when the outcome of the first try is to be noted. */
  function dyingAfter(readings: number): () => Date {
    let read = 0;
    return () => {
      read += 1;
      if (read > readings) throw new Error('the worker is gone');
      return NOON;
    };
  }

  test('what has waited for days is no news any more', async () => {
    const channelId = await aChannel(t.db, { workspaceId });
    await noted(2);
    await switchNoticeChannel(t.db, { workspaceId, channelId, to: 'off' }, doing);
    await switchNoticeChannel(t.db, { workspaceId, channelId, to: 'on' }, doing);
    expect(await send(minutes(4 * 24 * 60))).toEqual({ sent: 0, failed: 0, withdrawn: 2 });
  });
});

test('over days of weather on the line no limit is broken, and every notice is sent exactly once or recorded as failed', async () => {
  const sent: { at: number; text: string }[] = [];
  const asked: number[] = [];
  let now = NOON.getTime();
  let dice = 7;
  const random = () => (dice = (dice * 48_271) % 2_147_483_647) / 2_147_483_647;
  mockServer.use(http.post('https://oapi.dingtalk.com/robot/send', async ({ request }) => {
    asked.push(now);
    const luck = random();
    if (luck < 0.1) return new HttpResponse(null, { status: 502 });
    if (luck < 0.13) return HttpResponse.json({ errcode: 130_101, errmsg: 'send too fast' });
    if (luck < 0.16) return HttpResponse.json({ errcode: 43_004, errmsg: 'no' });
    const { markdown } = JSON.parse(await request.text()) as { markdown: { text: string } };
    sent.push({ at: now, text: markdown.text });
    return HttpResponse.json({ errcode: 0, errmsg: 'ok' });
  }));
  const channelId = await aChannel(t.db, { workspaceId, quiet: { fromMinute: 22 * 60, untilMinute: 8 * 60 } });
  let all = 0;
  for (let round = 0; round < 120; round += 1) {
    if (round < 40 && random() < 0.5) {
      const count = Math.floor(random() * 12);
      all += count;
      if (count > 0) await noted(count, new Date(now));
    }
    await send(new Date(now));
    const { paused_at: pausedAt } = await channel(channelId);
    if (pausedAt !== null) await switchNoticeChannel(t.db, { workspaceId, channelId, to: 'resumed' }, { ...doing, now: new Date(now) });
    now += round < 80 ? Math.floor(random() * 90_000) : 3_600_000;
  }
  for (const first of asked) expect(asked.filter((at) => at >= first && at < first + 60_000).length).toBeLessThanOrEqual(CHANNEL_LIMITS.dingtalk[0]?.most ?? 0);
  const states = new Map((await messages()).map((one) => [one.id, one]));
  const waysOut = (await deliveries()).map((one) => states.get(one.message_id ?? '')?.state ?? (one.withdrawn_at ? 'withdrawn' : 'waiting'));
  expect(waysOut).toHaveLength(all);
  expect(new Set(waysOut)).toEqual(new Set(['sent', 'failed']));
  const told = sent.flatMap(({ text }) => [...text.matchAll(/\/imports\/([0-9a-f-]{36})/g)].map((match) => match[1]));
  expect(new Set(told).size).toBe(told.length);
  expect(told).toHaveLength(waysOut.filter((one) => one === 'sent').length);
  for (const message of states.values()) expect(message.state === 'failed' ? message.last_problem : 'sent').not.toBeNull();
}, 30_000);

describe('a person\'s own mail', () => {
  test('goes to the address they have now, with what their role may see now', async () => {
    const mails: { to: string; raw: string }[] = [];
    const server = new SMTPServer({
      authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', raw: Buffer.concat(chunks).toString('utf8').replaceAll('=\r\n', '') });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const address = server.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const [manager, leaver] = [await aMember(t.db, { workspaceId, role: 'manager' }), await aMember(t.db, { workspaceId, role: 'manager' })];
    for (const userId of [manager, leaver]) await saveNoticePreference(t.db, { workspaceId, userId, mutedKinds: [], mail: true, language: 'en', pace: 'each', quiet: null }, doing);
    await saveMailServer(t.db, { workspaceId, host: '127.0.0.1', port, security: 'none', userName: '', password: '', senderAddress: 'portal@brand.example', senderName: '' }, doing);
    const { collaborationId } = await aCollaboration(t.db, { workspaceId, feeMinor: 123_456_700, startsOn: '2026-06-28' });
    await t.db.insertInto('script').values({ workspace_id: workspaceId, collaboration_id: collaborationId, status: 'submitted', legal_approved_version: null, since: NOON, due_on: '2026-07-09' }).execute();
    await look(t.db, workspaceId);
    // Before anything leaves, one becomes a member of the content team, who see no costs, and moves to another address.
    await sql`update membership set role = 'content' where workspace_id = ${workspaceId} and user_id = ${manager}`.execute(t.db);
    await t.db.updateTable('app_user').set({ email: 'new@people.example' }).where('id', '=', manager).execute();
    await t.db.updateTable('app_user').set({ disabled_at: NOON }).where('id', '=', leaver).execute();
    for (let minute = 0; minute < 4; minute += 1) await send(minutes(minute));
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(mails.map((mail) => mail.to)).toEqual(['new@people.example']);
    expect(mails[0]?.raw).toContain('script overdue');
    expect(mails.map((mail) => mail.raw).join('')).not.toContain('1,234,567');
  });

  test('without a mail server it is paused until there is one', async () => {
    const userId = await aMember(t.db, { workspaceId, role: 'operations' });
    await saveNoticePreference(t.db, { workspaceId, userId, mutedKinds: [], mail: true, language: 'zh-CN', pace: 'each', quiet: null }, doing);
    await noted(1);
    await send(NOON);
    const own = await t.db.selectFrom('notice_channel').select(['pause_problem']).where('user_id', '=', userId).executeTakeFirstOrThrow();
    expect(own).toEqual({ pause_problem: 'no-mail-server' });
  });
});

test('a test is sent at once, counts towards the limits, and tells what is wrong', async () => {
  const calls: RobotCall[] = [];
  mockServer.use(dingTalkRobot(calls));
  const channelId = await aChannel(t.db, { workspaceId });
  const most = CHANNEL_LIMITS.dingtalk[0]?.most ?? 0;
  for (let count = 0; count < most; count += 1) expect(await testNoticeChannel(t.db, { workspaceId, channelId }, doing)).toEqual({ status: 'sent' });
  expect(await testNoticeChannel(t.db, { workspaceId, channelId }, doing)).toEqual({ status: 'limited' });
  expect(textsOf(calls)[0]).toContain('This channel works.');
  mockServer.use(dingTalkError(310_000, 'keywords not in content'));
  expect(await testNoticeChannel(t.db, { workspaceId, channelId }, { ...doing, now: minutes(2) })).toEqual({ status: 'failed', problem: 'keyword' });
  expect(await testNoticeChannel(t.db, { workspaceId, channelId: newId() }, doing)).toEqual({ status: 'not-found' });
});

test('addresses and secrets lie sealed, and in no audit entry', async () => {
  const secret = 'SEC-nobody-reads-this';
  await aChannel(t.db, { workspaceId, secret });
  await saveMailServer(t.db, { workspaceId, host: 'mail.brand.example', port: 587, security: 'starttls', userName: 'portal', password: 'a-mail-password', senderAddress: 'p@brand.example', senderName: '' }, doing);
  const { rows } = await sql<{ text: string }>`
    select (select json_agg(c)::text from notice_channel c where c.workspace_id = ${workspaceId}) || (select json_agg(m)::text from mail_server m where m.workspace_id = ${workspaceId})
      || (select json_agg(a)::text from audit_event a where a.workspace_id = ${workspaceId}) as text`.execute(t.db);
  const key = CHANNEL_ADDRESSES.dingtalk.split('=')[1] ?? '';
  for (const hidden of [secret, 'a-mail-password', key]) expect(rows[0]?.text).not.toContain(hidden);
  expect(rows[0]?.text).toContain('notice-channel.add');
  expect(rows[0]?.text).toContain('mail-server.save');
});

test('a password is never handed to another server than the one it was entered for', async () => {
  const input = { workspaceId, host: 'mail.brand.example', port: 587, security: 'starttls' as const, userName: 'portal', senderAddress: 'p@brand.example', senderName: '' };
  const sealed = async () => (await t.db.selectFrom('mail_server').select('password_sealed').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()).password_sealed;
  await saveMailServer(t.db, { ...input, password: 'a-mail-password' }, doing);
  const first = await sealed();
  await saveMailServer(t.db, { ...input, port: 2525, password: '' }, doing);
  expect(await sealed()).toBe(first);
  await saveMailServer(t.db, { ...input, host: 'mail.evil.test', password: '' }, doing);
  expect(await sealed()).toBeNull();
});

test('a message that somebody else has taken is left alone', async () => {
  const channelId = await aChannel(t.db, { workspaceId });
  const id = newId();
  await t.db.insertInto('notice_message').values({ workspace_id: workspaceId, id, channel_id: channelId, notices: 0, state: 'waiting', next_try_at: NOON, tried_at: null, sent_at: null, last_problem: null, created_at: NOON }).execute();
  const lease = { now: NOON, leaseUntil: minutes(2) };
  expect(await Promise.all([beginTry(t.db, workspaceId, id, lease), beginTry(t.db, workspaceId, id, lease)]).then((tries) => tries.filter((one) => one !== null))).toEqual([1]);
});

describe('kol notices', () => {
  async function kol(...args: string[]) {
    let out = '';
    const told: string[] = [];
    const code = await runKol(['notices', ...args], {
      out: async (chunk) => void (out += chunk), tell: (line) => void told.push(line), readInput: async () => '', now: NOON,
      open: async () => ({ db: t.db, workspace: await getWorkspace(t.db, workspaceId) }),
    });
    return { code, out, told: told.join('\n') };
  }

  test('says what waits, sends it, and tries a channel by its name', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(dingTalkRobot(calls));
    const channelId = await aChannel(t.db, { workspaceId });
    await noted(2);
    expect(JSON.parse((await kol('send', '--dry-run', '--json')).out)).toEqual({ items: [{ id: channelId, name: 'The group', kind: 'dingtalk', state: 'on', notices: 2, messages: 0 }] });
    expect(calls).toHaveLength(0);
    expect(JSON.parse((await kol('send', '--json')).out)).toMatchObject({ sent: 2, failed: 0, withdrawn: 0 });
    expect(await kol('test', 'The group')).toEqual({ code: 0, out: 'sent\n', told: '' });
    mockServer.use(dingTalkError(310_000, 'sign not match'));
    expect(await kol('test', channelId)).toMatchObject({ code: 1, out: 'failed: signature\n' });
    expect((await kol('channels')).out).toBe(`${channelId}\tdingtalk\tThe group\ton\t0 alerts\t0 messages\n`);
  });

  test('a channel that is none, or two of one name, is told; a wrong call is refused', async () => {
    expect(await kol('test', 'Nobody')).toMatchObject({ code: 1, told: 'there is no channel \'Nobody\'' });
    await aChannel(t.db, { workspaceId });
    await aChannel(t.db, { workspaceId });
    expect(await kol('test', 'The group')).toMatchObject({ code: 1, told: expect.stringContaining('2 channels') });
    for (const args of [[], ['test'], ['send', 'x'], ['burn']]) expect((await kol(...args)).code, args.join(' ')).toBe(2);
  });
});
