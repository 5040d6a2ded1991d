import { beforeAll, expect, test } from 'vitest';
import { action, loader } from '#app/routes/sign-in/route.tsx';
import { CLIENT_ADDRESS_HEADER } from '#app/lib/client-address.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { createUser } from '#app/services/create-user.server.ts';
import { PEER_HEADER } from '#app/server/client-of.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { visit } from '#tests/setup/page-call.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const PASSWORD = 'correct horse battery';

beforeAll(async () => {
  const workspaceId = await aWorkspace(t.db);
  await createUser(t.db, { workspaceId, email: 'lily@brand.example', name: 'Lily', role: 'manager', seat: null, password: PASSWORD }, { now: NOON, actor: PORTAL_ACTOR });
});

const signIn = (form: Record<string, string>, search = '', headers: Record<string, string> = {}) =>
  action({ request: new Request(`http://portal.test/sign-in${search}`, { method: 'POST', body: new URLSearchParams(form), headers }), params: {}, context: {} });

test('the right password leads to where one wanted to go, and never out of the portal', async () => {
  const to = async (search: string) => ((await signIn({ email: 'LILY@brand.example', password: PASSWORD }, search)) as Response).headers.get('location');
  expect(await to('')).toBe('/');
  expect(await to('?next=%2Fkols%3Ff.tier%3Dtop')).toBe('/kols?f.tier=top');
  for (const next of ['https://evil.example', '//evil.example', '/%5Cevil.example', '/%09/evil.example']) expect(await to(`?next=${encodeURIComponent(decodeURIComponent(next))}`)).toBe('/');
});

test('a wrong password and an unknown e-mail get the same answer, which keeps the e-mail and not the password', async () => {
  for (const email of ['lily@brand.example', 'nobody@brand.example']) {
    const answer = await signIn({ email, password: 'not this one' });
    expect(answer).toMatchObject({ data: { problem: 'wrong', email }, init: { status: 401 } });
    expect(JSON.stringify(answer)).not.toContain('not this one');
  }
});

test('what is no e-mail or no password is said before anything is looked up', async () => {
  expect(await signIn({ email: 'lily', password: 'x' })).toMatchObject({ data: { problem: 'email', email: 'lily' } });
  expect(await signIn({ email: 'lily@brand.example', password: '' })).toMatchObject({ data: { problem: 'password' } });
  expect(await signIn({ email: 'lily@brand.example', password: 'x', role: 'admin' })).toMatchObject({ data: { problem: 'wrong' } });
});

test('who belongs to no workspace is told so', async () => {
  await createUser(t.db, { workspaceId: await aWorkspace(t.db), email: 'gone@brand.example', name: 'Gone', role: 'viewer', seat: null, password: PASSWORD }, { now: NOON, actor: PORTAL_ACTOR });
  await t.db.deleteFrom('membership').where('user_id', 'in', (eb) => eb.selectFrom('app_user').select('id').where('email', '=', 'gone@brand.example')).execute();
  expect(await signIn({ email: 'gone@brand.example', password: PASSWORD })).toMatchObject({ data: { problem: 'no-workspace' } });
});

test('after too many failures the minutes to wait are named, whatever the password; the address counts as the front states it', async () => {
  for (let attempt = 0; attempt < 10; attempt += 1) await signIn({ email: 'tried@brand.example', password: `guess ${attempt}` }, '', { [CLIENT_ADDRESS_HEADER]: '203.0.113.9' });
  expect(await signIn({ email: 'tried@brand.example', password: PASSWORD })).toMatchObject({ data: { problem: 'too-many', minutes: 15 }, init: { status: 429 } });
  const rows = await t.db.selectFrom('sign_in_attempt').select('address_hash').distinct().execute();
  expect(rows).toHaveLength(2);
});

test('whoever is signed in is led on', async () => {
  const cookie = ((await signIn({ email: 'lily@brand.example', password: PASSWORD })) as Response).headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(((await visit(loader, '/sign-in?next=%2Froi', { cookie })) as Response).headers.get('location')).toBe('/roi');
  expect(await visit(loader, '/sign-in', { cookie: '' })).toMatchObject({ hasDestination: false });
});

test('the header of the front is the one that is read', () => {
  expect(CLIENT_ADDRESS_HEADER).toBe(PEER_HEADER);
});
