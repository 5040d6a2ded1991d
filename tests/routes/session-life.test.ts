import { beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '#app/lib/password.server.ts';
import { endSession, findSessionActor, startSession } from '#app/lib/session.server.ts';
import { sha256 } from '#app/lib/secret.server.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { portalHandler, portalRoutes } from '#tests/setup/portal.ts';
import { aPerson } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const handle = await portalHandler(await portalRoutes());
const PASSWORD = 'correct horse battery';
let workspaceId: string;
let passwordHash: string;
beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  passwordHash = await hashPassword(PASSWORD);
});

async function aPersonWithPassword(role: 'manager' | 'admin' | 'viewer' = 'manager') {
  const userId = await aPerson(t.db, { workspaceId, role });
  const email = `${userId}@people.example`;
  await t.db.updateTable('app_user').set({ password_hash: passwordHash }).where('id', '=', userId).execute();
  return { userId, email };
}

async function send(address: string, { method = 'GET', cookie, form }: { method?: string; cookie?: string; form?: Record<string, string> } = {}): Promise<Response> {
  const headers = new Headers(cookie === undefined ? {} : { cookie });
  return await handle(new Request(`http://portal.test${address}`, { method, headers, ...(form ? { body: new URLSearchParams(form) } : {}) }));
}
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';
const signInAs = (email: string, cookie?: string, next = '') => send(`/sign-in${next}`, { method: 'POST', form: { email, password: PASSWORD }, ...(cookie ? { cookie } : {}) });
const opens = async (cookie: string) => (await send('/kols', { cookie })).status === 200;

describe('signing in', () => {
  test('gives a cookie that scripts cannot read, and a page', async () => {
    const { email } = await aPersonWithPassword();
    const response = await signInAs(email);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/');
    expect(response.headers.get('set-cookie')).toMatch(/^sid=[\w-]{43}; Path=\/; Max-Age=43200; SameSite=Lax; HttpOnly$/);
    expect(await opens(cookieOf(response))).toBe(true);
  });

  test('never continues a session that was there before: an id planted in the browser is worth nothing', async () => {
    const { email } = await aPersonWithPassword();
    const planted = 'sid=chosen-by-somebody-else';
    const first = cookieOf(await signInAs(email, planted));
    const second = cookieOf(await signInAs(email, first));
    expect(new Set([planted, first, second]).size).toBe(3);
    expect(await opens(planted)).toBe(false);
    expect(await opens(second)).toBe(true);
  });

  test('keeps only a hash of the token', async () => {
    const { userId, email } = await aPersonWithPassword();
    const token = cookieOf(await signInAs(email)).slice('sid='.length);
    const [row] = await t.db.selectFrom('session').selectAll().where('user_id', '=', userId).execute();
    expect(row?.token_hash).toEqual(sha256(token));
    expect(JSON.stringify(row)).not.toContain(token);
  });

  test.each(['//evil.test', '/\\evil.test', 'https://evil.test', '/\t/evil.test', 'javascript:alert(1)'])('leads nowhere else afterwards: %s', async (next) => {
    const { email } = await aPersonWithPassword();
    expect((await signInAs(email, undefined, `?next=${encodeURIComponent(next)}`)).headers.get('location')).toBe('/');
  });

  test('goes on to the page that was asked for', async () => {
    const { email } = await aPersonWithPassword();
    expect((await signInAs(email, undefined, `?next=${encodeURIComponent('/roi?by=kol')}`)).headers.get('location')).toBe('/roi?by=kol');
  });

  test('is refused after too many wrong passwords, the right one included, and says for how long', async () => {
    const { email } = await aPersonWithPassword();
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await send('/sign-in', { method: 'POST', form: { email, password: 'wrong password' } })).status).toBe(401);
    const refused = await signInAs(email);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('set-cookie')).toBeNull();
    expect(refused.headers.get('retry-after')).toBe('900');
  });
});

describe('what ends a session', () => {
  test('signing out ends it at once, on this device only', async () => {
    const { email } = await aPersonWithPassword();
    const [phone, desk] = [cookieOf(await signInAs(email)), cookieOf(await signInAs(email))];
    const out = await send('/sign-out', { method: 'POST', cookie: phone });
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect([await opens(phone), await opens(desk)]).toEqual([false, true]);
  });

  test('a disabled account is out at the next request, everywhere', async () => {
    const { userId, email } = await aPersonWithPassword();
    const cookies = [cookieOf(await signInAs(email)), cookieOf(await signInAs(email))];
    await t.db.updateTable('app_user').set({ disabled_at: new Date() }).where('id', '=', userId).execute();
    for (const cookie of cookies) expect(await opens(cookie)).toBe(false);
    expect((await signInAs(email)).status).toBe(401);
  });

  test('so is somebody who was taken out of the workspace', async () => {
    const { userId, email } = await aPersonWithPassword();
    const cookie = cookieOf(await signInAs(email));
    await t.db.deleteFrom('membership').where('user_id', '=', userId).execute();
    expect(await opens(cookie)).toBe(false);
  });

  test('a lowered role bites at the next request', async () => {
    const { userId, email } = await aPersonWithPassword();
    const cookie = cookieOf(await signInAs(email));
    expect((await send('/kols/new', { cookie })).status).toBe(200);
    await t.db.updateTable('membership').set({ role: 'viewer' }).where('user_id', '=', userId).execute();
    expect((await send('/kols/new', { cookie })).status).toBe(403);
    expect((await send('/kols/new', { method: 'POST', cookie, form: { name: 'x' } })).status).toBe(403);
    expect(await opens(cookie)).toBe(true);
  });
});

describe('a session\'s time', () => {
  const start = new Date('2026-07-10T00:00:00Z');
  const after = (hours: number, seconds = 0) => new Date(start.getTime() + hours * 3_600_000 + seconds * 1000);
  const requestWith = (cookie: string) => new Request('http://portal.test/', { headers: { cookie } });
  async function aSession() {
    const [cookie = ''] = (await startSession({ userId: await aPerson(t.db, { workspaceId, role: 'viewer' }), workspaceId }, start)).split(';');
    return async (now: Date) => (await findSessionActor(requestWith(cookie), now)) !== null;
  }

  test('two hours without a request end it', async () => {
    const lives = await aSession();
    expect(await lives(after(1, 3599))).toBe(true);
    expect(await lives(after(3, 3598))).toBe(true);
    expect(await lives(after(5, 3599))).toBe(false);
  });

  test('twelve hours end it however busy it is', async () => {
    const lives = await aSession();
    for (let hour = 1; hour < 12; hour += 1) expect(await lives(after(hour)), `after ${hour} h`).toBe(true);
    expect(await lives(after(11, 3599))).toBe(true);
    expect(await lives(after(12))).toBe(false);
  });

  test('reading pages writes at most once a minute', async () => {
    const lives = await aSession();
    const seen = async () => (await t.db.selectFrom('session').select('last_seen_at').orderBy('created_at', 'desc').orderBy('last_seen_at', 'desc').where('created_at', '=', start).execute()).map((row) => row.last_seen_at.getTime());
    const before = await seen();
    await lives(after(0, 59));
    expect(await seen()).toEqual(before);
    await lives(after(0, 61));
    expect(await seen()).toContain(after(0, 61).getTime());
  });

  test('ending a session that is none harms nobody', async () => {
    expect(await endSession(requestWith('sid=nothing'))).toContain('Max-Age=0');
    expect(await endSession(new Request('http://portal.test/'))).toContain('Max-Age=0');
  });
});
