import { beforeAll, expect, test } from 'vitest';
import { verifyPassword } from '#app/lib/password.server.ts';
import { changePerson } from '#app/services/change-person.server.ts';
import { createUser, createUserSchema } from '#app/services/create-user.server.ts';
import type { CreateUserInput } from '#app/services/create-user.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { aMember } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
let workspaceId: string;
beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
});

const lily = (wishes: Partial<CreateUserInput> = {}): CreateUserInput => ({ email: 'Lily@People.example', name: 'Lily', role: 'finance', seat: 'finance', password: 'correct horse battery', ...wishes });
const passwordHashOf = async (userId: string) => (await t.db.selectFrom('app_user').select('password_hash').where('id', '=', userId).executeTakeFirstOrThrow()).password_hash;

test('a person gets a hashed password, a role, a seat and a line in the audit log without the password', async () => {
  const { status, userId } = await createUser(t.db, { ...lily(), workspaceId }, doing);
  expect(status).toBe('created');
  const hash = await passwordHashOf(userId);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, 'correct horse battery')).toBe(true);
  expect(await t.db.selectFrom('app_user').select(['email', 'disabled_at']).where('id', '=', userId).executeTakeFirst()).toEqual({ email: 'lily@people.example', disabled_at: null });
  expect(await t.db.selectFrom('membership').select(['role', 'seat']).where('user_id', '=', userId).execute()).toEqual([{ role: 'finance', seat: 'finance' }]);
  const log = await t.db.selectFrom('audit_event').selectAll().where('subject_id', '=', userId).execute();
  expect(log).toMatchObject([{ action: 'person.add', actor_kind: 'system', at: NOON }]);
  expect(JSON.stringify(log)).not.toMatch(/horse|argon2/);
});

test('somebody who is known keeps their password and gets the new role, also in a second workspace', async () => {
  const first = await createUser(t.db, { ...lily({ email: 'mei@people.example' }), workspaceId }, doing);
  const before = await passwordHashOf(first.userId);
  const again = await createUser(t.db, { ...lily({ email: 'MEI@people.example', role: 'viewer', seat: null, password: 'another long password' }), workspaceId }, doing);
  const elsewhere = await createUser(t.db, { ...lily({ email: 'mei@people.example', role: 'admin', seat: null }), workspaceId: await aWorkspace(t.db) }, doing);
  expect([again, elsewhere]).toEqual([{ status: 'role-changed', userId: first.userId }, { status: 'role-changed', userId: first.userId }]);
  expect(await passwordHashOf(first.userId)).toBe(before);
  expect(await t.db.selectFrom('membership').select('role').where('user_id', '=', first.userId).orderBy('role').execute()).toEqual([{ role: 'admin' }, { role: 'viewer' }]);
});

test('eight that add the same person at once make one', async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => createUser(t.db, { ...lily({ email: 'race@people.example' }), workspaceId }, doing)));
  expect(new Set(outcomes.map(({ userId }) => userId)).size).toBe(1);
  expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(1);
});

test.each([
  ['a short password', { password: 'elevenchars' }], ['no e-mail', { email: 'lily' }], ['an unknown role', { role: 'owner' }], ['an unknown seat', { seat: 'legal' }],
  ['no name', { name: '  ' }], ['a field of its own', { disabledAt: null }], ['an endless password', { password: 'x'.repeat(201) }],
])('%s is refused', (_, change) => {
  expect(createUserSchema.safeParse({ ...lily(), ...change }).success).toBe(false);
});

test.each([{ kind: 'disable' }, { kind: 'role', role: 'viewer', seat: null }] as const)('of two administrators who take each other\'s access at once one stays: $kind', async (change) => {
  const brand = await aWorkspace(t.db);
  const [one, two] = [await aMember(t.db, brand, 'admin'), await aMember(t.db, brand, 'admin')];
  const outcomes = await Promise.all([
    changePerson(t.db, { workspaceId: brand, userId: two.id, change }, { now: NOON, actor: one }), changePerson(t.db, { workspaceId: brand, userId: one.id, change }, { now: NOON, actor: two }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['changed', 'forbidden']);
  const left = await t.db.selectFrom('membership').innerJoin('app_user', 'app_user.id', 'membership.user_id').select('app_user.id').where('workspace_id', '=', brand).where('role', '=', 'admin').where('disabled_at', 'is', null).execute();
  expect(left).toHaveLength(1);
});
