import { beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '#app/lib/password.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { createUser } from '#app/services/create-user.server.ts';
import { signIn } from '#app/services/sign-in.server.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const PASSWORD = 'correct horse battery';
let workspaceId: string;
let made = 0;
beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
});

async function aUser() {
  made += 1;
  const email = `person-${made}@people.example`;
  const { userId } = await createUser(t.db, { workspaceId, email, name: 'Lily', role: 'manager', seat: null, password: PASSWORD }, { now: NOON, actor: PORTAL_ACTOR });
  return { email, userId };
}
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
const tryIn = (email: string, password: string, { address = `198.51.100.${made}`, now = NOON } = {}) => signIn(t.db, { email, password, address }, { now });

describe('signIn', () => {
  test('knows a person by e-mail in any case and by password to the letter', async () => {
    const { email, userId } = await aUser();
    expect(await tryIn(`  ${email.toUpperCase()} `, PASSWORD)).toEqual({ status: 'signed-in', userId, workspaceId });
    for (const wrong of [PASSWORD.toUpperCase(), `${PASSWORD} `, PASSWORD.slice(0, -1), '']) expect(await tryIn(email, wrong)).toEqual({ status: 'wrong' });
  });

  test('answers the same for a wrong password, an unknown e-mail and a disabled account', async () => {
    const { email, userId } = await aUser();
    await t.db.updateTable('app_user').set({ disabled_at: NOON }).where('id', '=', userId).execute();
    expect([await tryIn(email, 'x'), await tryIn('nobody@people.example', 'x'), await tryIn(email, PASSWORD)]).toEqual([{ status: 'wrong' }, { status: 'wrong' }, { status: 'wrong' }]);
  });

  test('tells somebody without a workspace so, once the password is right', async () => {
    const { email, userId } = await aUser();
    await t.db.deleteFrom('membership').where('user_id', '=', userId).execute();
    expect(await tryIn(email, 'x')).toEqual({ status: 'wrong' });
    expect(await tryIn(email, PASSWORD)).toEqual({ status: 'no-workspace' });
  });
});

describe('guessing is slow', () => {
  test('ten failures for an e-mail close it from every address, for 15 minutes', async () => {
    const { email, userId } = await aUser();
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await tryIn(email, 'wrong', { address: `203.0.113.${attempt}` })).status).toBe('wrong');
    expect(await tryIn(email, PASSWORD, { address: '192.0.2.1' })).toEqual({ status: 'too-many', retryAfterSeconds: 900 });
    expect((await tryIn(email, PASSWORD, { now: later(14.9) })).status).toBe('too-many');
    expect(await tryIn(email, PASSWORD, { now: later(15.1) })).toEqual({ status: 'signed-in', userId, workspaceId });
  });

  test('forty guesses at once are no more than ten', async () => {
    const { email } = await aUser();
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, index) => tryIn(email, 'wrong', { address: `203.0.113.${100 + index}` })));
    expect(outcomes.filter(({ status }) => status === 'wrong').length).toBeLessThanOrEqual(10);
    expect(new Set(outcomes.map(({ status }) => status))).not.toContain('signed-in');
  });

  test('an unknown e-mail is closed in the same way: the limit tells nobody who is known', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) await tryIn('ghost@people.example', 'wrong', { address: `203.0.113.${attempt}` });
    expect((await tryIn('ghost@people.example', 'wrong')).status).toBe('too-many');
  });

  test('fifty failures from an address close it for everybody there, and for nobody elsewhere', async () => {
    const { email, userId } = await aUser();
    const address = '203.0.113.200';
    await t.db.deleteFrom('sign_in_attempt').execute();
    await Promise.all(Array.from({ length: 50 }, (_, index) => tryIn(`guess-${index}@people.example`, 'wrong', { address })));
    expect((await tryIn(email, PASSWORD, { address })).status).toBe('too-many');
    expect(await tryIn(email, PASSWORD, { address: '203.0.113.201' })).toEqual({ status: 'signed-in', userId, workspaceId });
  });

  test('a success forgets the failures before it', async () => {
    const { email } = await aUser();
    for (let attempt = 0; attempt < 9; attempt += 1) await tryIn(email, 'wrong');
    expect((await tryIn(email, PASSWORD)).status).toBe('signed-in');
    for (let attempt = 0; attempt < 9; attempt += 1) expect((await tryIn(email, 'wrong')).status).toBe('wrong');
    expect((await tryIn(email, PASSWORD)).status).toBe('signed-in');
  });

  test('attempts are kept as keyed hashes: neither e-mail nor address can be read', async () => {
    await tryIn('canary@people.example', 'wrong', { address: '203.0.113.77' });
    const rows = JSON.stringify(await t.db.selectFrom('sign_in_attempt').selectAll().execute());
    expect(rows).not.toMatch(/canary|203\.0\.113/);
  });
});

test('an unknown e-mail takes as long as a known one', async () => {
  const { email } = await aUser();
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const known: number[] = [];
  const unknown: number[] = [];
  await tryIn('warm-up@people.example', 'wrong');
  for (let pair = 0; pair < 21; pair += 1) {
    await t.db.deleteFrom('sign_in_attempt').execute();
    for (const [times, who] of [[known, email], [unknown, `nobody-${pair}@people.example`]] as const) {
      const start = performance.now();
      await tryIn(who, 'a wrong password');
      times.push(performance.now() - start);
    }
  }
  const start = performance.now();
  await hashPassword(PASSWORD);
  const oneHash = performance.now() - start;
  // Without the decoy the gap would be a whole hash. Half of one leaves room for a busy machine.
  expect(Math.abs(median(known) - median(unknown))).toBeLessThan(Math.max(5, Math.min(oneHash, median(known)) / 2));
});
