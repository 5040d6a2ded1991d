import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#app/lib/ids.server.ts';
import { action, loader } from '#app/routes/notices._index/route.tsx';
import { action as savePreferences, loader as preferences } from '#app/routes/notices.preferences/route.tsx';
import { loader as unread } from '#app/routes/notices.unread/route.ts';
import { action as changeSettings, loader as settings } from '#app/routes/settings.notices/route.tsx';
import { sendNotices } from '#app/services/send-notices.server.ts';
import { CHANNEL_ADDRESSES, failedImports, look } from '#tests/factories/notice.ts';
import type { RobotCall } from '#tests/mocks/dingtalk.ts';
import { dingTalkError, dingTalkRobot } from '#tests/mocks/dingtalk.ts';
import { mockServer } from '#tests/mocks/server.ts';
import { dataOf, statusOf } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { amountsIn, aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
beforeAll(async () => {
  world = await aPortalWorld(t.db);
  await t.db.updateTable('payment').set({ status: 'requested', requested_at: new Date(), requested_by_name: 'Mei' }).where('workspace_id', '=', world.workspaceId).execute();
  await t.db.updateTable('script').set({ due_on: '2026-07-01' }).where('workspace_id', '=', world.workspaceId).execute();
});
beforeEach(async () => {
  for (const table of ['notice', 'notice_preference', 'notice_channel', 'mail_server'] as const) await t.db.deleteFrom(table).execute();
  await t.db.deleteFrom('import_run').where('status', '=', 'failed').execute();
  await failedImports(t.db, world.workspaceId, 1, new Date());
  await look(t.db, world.workspaceId, new Date());
});

const as = (role: keyof PortalWorld['cookies']) => ({ cookie: world.cookies[role] });
const kindsOf = async (role: keyof PortalWorld['cookies'], search = '') => (await dataOf(loader, `/notices${search}`, as(role))).notices.map((one) => one.kind);

describe('the inbox', () => {
  test('each role reads of what concerns it, and the bell counts the same', async () => {
    expect((await kindsOf('content')).toSorted()).toEqual(['approval_overdue', 'dispute_open']);
    expect(await kindsOf('finance')).toContain('payment_waiting');
    expect(await kindsOf('manager')).not.toContain('payment_waiting');
    expect(await kindsOf('operations')).toEqual(['import_failed']);
    expect(await kindsOf('viewer')).toEqual([]);
    for (const role of ['content', 'finance', 'manager', 'operations', 'viewer'] as const) expect(await dataOf(unread, '/notices/unread', as(role)), role).toEqual({ unread: (await kindsOf(role)).length, more: false });
  });

  test('the most pressing stand first, and a kind can be asked for', async () => {
    const kinds = await kindsOf('manager');
    expect(kinds[0]).toBe('light_red');
    expect(await kindsOf('manager', '?kind=import_failed')).toEqual(['import_failed']);
    expect(await kindsOf('manager', '?kind=payment_waiting')).toEqual(kinds);
  });

  test('no facts leave the server, and no amount for whoever may not see costs', async () => {
    const texts = async (role: keyof PortalWorld['cookies']) => JSON.stringify(await dataOf(loader, '/notices?show=all', as(role)));
    expect(amountsIn(await texts('finance'), world.amountsMinor)).not.toEqual([]);
    for (const role of ['content', 'operations', 'viewer'] as const) expect(amountsIn(await texts(role), world.amountsMinor), role).toEqual([]);
    expect(await texts('finance')).not.toContain('amountMinor');
    expect(await texts('admin')).not.toContain(world.contact);
  });

  test('one is read, then all; what is read stays in the list until it is over', async () => {
    const notices = (await dataOf(loader, '/notices', as('manager'))).notices;
    await dataOf(action, '/notices', { ...as('manager'), form: { intent: 'read', noticeId: notices[0]?.id ?? '' } });
    expect((await kindsOf('manager', '?show=unread')).length).toBe(notices.length - 1);
    await dataOf(action, '/notices', { ...as('manager'), form: { intent: 'read-all' } });
    expect(await kindsOf('manager', '?show=unread')).toEqual([]);
    expect((await kindsOf('manager')).length).toBe(notices.length);
    expect((await dataOf(unread, '/notices/unread', as('finance'))).unread).toBeGreaterThan(0);
    const wrong: Record<string, string>[] = [{ intent: 'read', noticeId: 'x' }, { intent: 'read' }, { intent: 'burn' }, { intent: 'read-all', more: '1' }];
    for (const form of wrong) expect(await statusOf(action, '/notices', { ...as('manager'), form })).toBe(400);
  });
});

describe('what a person wants to hear of', () => {
  const form = { language: 'en', pace: 'hourly', quietFrom: '22:00', quietUntil: '08:00' };

  test('what is muted reaches neither inbox nor bell, and what was not offered stays as it was', async () => {
    expect((await dataOf(preferences, '/notices/preferences', as('content'))).kinds).toEqual([{ kind: 'dispute_open', isWanted: true }, { kind: 'approval_overdue', isWanted: true }, { kind: 'rights_ending', isWanted: true }]);
    expect(await dataOf(savePreferences, '/notices/preferences', { ...as('content'), form: { ...form, kinds: 'rights_ending', mail: 'on' } })).toEqual({ saved: true, quietInvalid: false });
    expect(await kindsOf('content')).toEqual([]);
    expect(await dataOf(unread, '/notices/unread', as('content'))).toEqual({ unread: 0, more: false });
    expect(await dataOf(preferences, '/notices/preferences', as('content'))).toMatchObject({
      kinds: [{ kind: 'dispute_open', isWanted: false }, { kind: 'approval_overdue', isWanted: false }, { kind: 'rights_ending', isWanted: true }], mail: true, language: 'en', pace: 'hourly', quietFrom: '22:00', quietUntil: '08:00', hasServer: false,
    });
    const row = await t.db.selectFrom('notice_preference').select('muted_kinds').where('user_id', '=', world.userIds.content).executeTakeFirstOrThrow();
    expect(row.muted_kinds).toEqual(['dispute_open', 'approval_overdue']);
  });

  test('half a pair of hours is told, and what is no form refused', async () => {
    expect(await dataOf(savePreferences, '/notices/preferences', { ...as('viewer'), form: { ...form, quietUntil: '' } })).toEqual({ saved: false, quietInvalid: true });
    expect(await statusOf(savePreferences, '/notices/preferences', { ...as('viewer'), form: { ...form, pace: 'never' } })).toBe(400);
    expect(await statusOf(savePreferences, '/notices/preferences', { ...as('viewer'), form: { ...form, userId: world.userIds.admin } })).toBe(400);
  });
});

describe('channels', () => {
  const add = { intent: 'add', kind: 'dingtalk', name: 'The group', address: CHANNEL_ADDRESSES.dingtalk, secret: 'SEC-nobody-reads-this', language: 'en', pace: 'each', quietFrom: '', quietUntil: '', kinds: 'fuse_tripped' };
  const change = async (form: Record<string, string>) => await dataOf(changeSettings, '/settings/notices', { ...as('admin'), form });
  const read = async () => await dataOf(settings, '/settings/notices', as('admin'));

  test('one is added, tried, changed, switched, removed; what it keeps secret is never sent back', async () => {
    const calls: RobotCall[] = [];
    mockServer.use(dingTalkRobot(calls));
    expect(await change(add)).toMatchObject({ notice: 'added' });
    const [channel] = (await read()).channels;
    expect(channel).toMatchObject({ name: 'The group', state: 'on', hasSecret: true, showsCosts: false, addressHint: 'oapi.dingtalk.com …cdef' });
    expect(channel?.mutedKinds).not.toContain('fuse_tripped');
    const channelId = channel?.id ?? '';
    expect(await change({ intent: 'test', channelId })).toMatchObject({ notice: 'tested', problem: null });
    expect(calls[0]?.url.searchParams.get('sign')).not.toBeNull();
    mockServer.use(dingTalkError(310_000, 'keywords not in content'));
    expect(await change({ intent: 'test', channelId })).toMatchObject({ notice: null, problem: 'keyword' });
    expect(await change({ ...add, intent: 'change', channelId, version: String(channel?.version), name: 'Renamed', address: '', secret: '', showsCosts: 'on' })).toMatchObject({ notice: 'saved' });
    expect(await change({ ...add, intent: 'change', channelId, version: String(channel?.version), address: '', secret: '' })).toMatchObject({ notice: 'conflict' });
    expect((await read()).channels).toMatchObject([{ name: 'Renamed', showsCosts: true, hasSecret: true, addressHint: 'oapi.dingtalk.com …cdef' }]);
    expect([await change({ intent: 'off', channelId }), await change({ intent: 'on', channelId })].map((one) => one.notice)).toEqual(['switchedOff', 'switchedOn']);
    const page = JSON.stringify(await read());
    for (const hidden of ['SEC-nobody-reads-this', '0123456789abcdef']) expect(page).not.toContain(hidden);
    expect((await read()).messages.map((one) => [one.isTest, one.state, one.problem])).toEqual([[true, 'failed', 'keyword'], [true, 'sent', null]]);
    expect(await change({ intent: 'remove', channelId })).toMatchObject({ notice: 'removed' });
    expect(await change({ intent: 'remove', channelId })).toMatchObject({ notice: 'notFound' });
    expect((await read()).channels).toEqual([]);
  });

  test('what is wrong stands beside its field, and what was typed stays, but for what is secret', async () => {
    const answer = await change({ ...add, name: '', address: 'https://oapi.dingtalk.com.evil.test/robot/send?access_token=0123456789abcdef', secret: 'a b', quietFrom: '22:00' });
    expect(answer).toMatchObject({ notice: null, form: 'add', errors: ['name', 'address', 'secret', 'quiet'], values: { pace: 'each' } });
    expect(JSON.stringify(answer)).not.toMatch(/evil|a b/);
    expect((await change({ ...add, kind: 'webhook', address: 'https://alerts.brand.example/', secret: '' })).errors).toEqual(['secret']);
    const { kinds: _kinds, ...without } = add;
    expect((await change(without)).errors).toEqual(['kinds']);
    expect((await read()).channels).toEqual([]);
    const wrong: Record<string, string>[] = [{ intent: 'add' }, { ...add, kind: 'fax' }, { ...add, workspaceId: newId() }, { intent: 'burn' }];
    for (const form of wrong) expect(await statusOf(changeSettings, '/settings/notices', { ...as('admin'), form })).toBe(400);
  });

  test('a message that was given up is sent again from the list', async () => {
    mockServer.use(dingTalkError(43_004, 'no'));
    await change({ ...add, kinds: 'import_failed' });
    await failedImports(t.db, world.workspaceId, 1, new Date());
    await look(t.db, world.workspaceId, new Date());
    await sendNotices(t.db, { clock: () => new Date() });
    const [message] = (await read()).messages;
    expect(message).toMatchObject({ state: 'failed', problem: 'rejected', notices: 1, channelName: 'The group' });
    expect(await change({ intent: 'replay', messageId: message?.id ?? '' })).toMatchObject({ notice: 'replayed' });
    expect(await change({ intent: 'replay', messageId: message?.id ?? '' })).toMatchObject({ notice: 'notReplayable' });
  });

  test('the mail server is saved, shown without its password, and forgotten', async () => {
    const mail = { intent: 'save-mail', host: 'mail.brand.example', port: '465', security: 'tls', userName: 'portal', password: 'a-mail-password', senderAddress: 'portal@brand.example', senderName: 'KOL' };
    expect(await change(mail)).toMatchObject({ notice: 'mailSaved' });
    expect((await read()).mail).toEqual({ host: 'mail.brand.example', port: 465, security: 'tls', userName: 'portal', senderAddress: 'portal@brand.example', senderName: 'KOL', hasPassword: true });
    const answer = await change({ ...mail, host: 'a b', port: '0', senderName: 'x\r\nBcc: y', senderAddress: 'nobody' });
    expect(answer).toMatchObject({ form: 'mail', mailErrors: { host: 'host', port: 'port', senderName: 'line', senderAddress: 'address' } });
    expect(JSON.stringify(answer)).not.toContain('a-mail-password');
    expect(await change({ intent: 'forget-mail' })).toMatchObject({ notice: 'mailForgotten' });
    expect((await read()).mail).toBeNull();
  });

  test('only administrators get here', async () => {
    for (const role of ['manager', 'content', 'finance', 'operations', 'viewer'] as const) {
      expect(await statusOf(settings, '/settings/notices', as(role))).toBe(403);
      expect(await statusOf(changeSettings, '/settings/notices', { ...as(role), form: add })).toBe(403);
    }
  });
});
