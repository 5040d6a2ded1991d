import { beforeAll, describe, expect, test } from 'vitest';
import { findSessionActor } from '#app/lib/session.server.ts';
import { findTokenActor } from '#app/lib/token.server.ts';
import { listShops } from '#db/queries/shop.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { action as changePeople, loader as people } from '#app/routes/settings.people/route.tsx';
import { action as saveRate, loader as rates } from '#app/routes/settings.rates/route.tsx';
import { action as connect, loader as shops } from '#app/routes/settings.shops/route.tsx';
import { action as changeTokens, loader as tokens } from '#app/routes/settings.tokens/route.tsx';
import { action as saveWorkspace } from '#app/routes/settings.workspace/route.tsx';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { anOrder } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPerson, aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let admin: { cookie: string };
beforeAll(async () => {
  world = await aPortalWorld(t.db);
  admin = { cookie: world.cookies.admin };
});

const audited = async (action: string) => await t.db.selectFrom('audit_event').select(['action', 'before', 'after', 'reason']).where('workspace_id', '=', world.workspaceId).where('action', '=', action).orderBy('at', 'desc').execute();

describe('the workspace', () => {
  const save = (fields: Record<string, string>) => visit(saveWorkspace, '/settings/workspace', { ...admin, form: { name: 'Brand', timeZone: 'Asia/Shanghai', hosts: 'shop.example', ...fields } });

  test('keeps name and hosts, and refuses what is no host', async () => {
    expect(await save({ name: 'New brand', hosts: 'Shop.example\n*.brand.example' })).toMatchObject({ saved: true });
    expect(await getWorkspace(t.db, world.workspaceId)).toMatchObject({ name: 'New brand', allowedHosts: ['*.brand.example', 'shop.example'] });
    expect(await audited('workspace.change')).toHaveLength(1);
    for (const host of ['https://shop.example', 'shop.example/path', '*', '*.example', 'a..b']) expect(await save({ hosts: `ok.example\n${host}` })).toMatchObject({ saved: false, problems: { host } });
    expect(await save({ name: '', timeZone: 'Mars/Olympus' })).toMatchObject({ saved: false, problems: { name: true, timeZone: 'unknown' } });
  });

  test('with orders keeps its time zone', async () => {
    expect(await save({ timeZone: 'Europe/Berlin' })).toMatchObject({ saved: false, problems: { timeZone: 'fixed' } });
    expect((await getWorkspace(t.db, world.workspaceId)).timeZone).toBe('Asia/Shanghai');
  });
});

describe('people', () => {
  const send = (form: Record<string, string>) => visit(changePeople, '/settings/people', { ...admin, form });

  test('somebody is added with a role, and what is wrong with the form is said', async () => {
    expect(await send({ intent: 'add', name: '', email: 'new', role: 'content', seat: '', password: 'short' })).toMatchObject({ problems: ['email', 'name', 'password'], values: { email: 'new' } });
    expect(await send({ intent: 'add', name: 'Nora', email: 'Nora@brand.example', role: 'operations', seat: 'operations', password: 'a long enough one' })).toMatchObject({ notice: 'added' });
    const { people: rows } = await dataOf(people, '/settings/people', admin);
    expect(rows.find(({ email }) => email === 'nora@brand.example')).toMatchObject({ role: 'operations', seat: 'operations', disabled_at: null });
    expect(JSON.stringify(rows)).not.toContain('password');
  });

  test('a disabled person is signed out at once, and comes back when enabled', async () => {
    const request = new Request('http://portal.test/', { headers: { cookie: world.cookies.manager } });
    expect(await findSessionActor(request, new Date())).not.toBeNull();
    expect(await send({ intent: 'disable', userId: world.userIds.manager })).toMatchObject({ notice: 'disabled' });
    expect(await findSessionActor(request, new Date())).toBeNull();
    expect(await send({ intent: 'enable', userId: world.userIds.manager })).toMatchObject({ notice: 'enabled' });
    expect(await findSessionActor(request, new Date())).toBeNull();
  });

  test('who belongs to other brands too is removed from this one only', async () => {
    const userId = await aPerson(t.db, { workspaceId: world.workspaceId, role: 'viewer' });
    await t.db.insertInto('membership').values({ workspace_id: await aWorkspace(t.db), user_id: userId, role: 'viewer', seat: null, created_at: NOON }).execute();
    expect(await send({ intent: 'disable', userId })).toMatchObject({ notice: 'removed' });
    expect(await t.db.selectFrom('app_user').select('disabled_at').where('id', '=', userId).executeTakeFirst()).toEqual({ disabled_at: null });
    expect(await send({ intent: 'role', userId, role: 'admin', seat: '' })).toMatchObject({ notice: 'gone' });
  });

  test('nobody changes their own access', async () => {
    const userId = world.userIds.admin;
    expect(await send({ intent: 'disable', userId })).toMatchObject({ notice: 'own' });
    expect(await send({ intent: 'role', userId, role: 'viewer', seat: '' })).toMatchObject({ notice: 'own' });
    expect(await send({ intent: 'role', userId: world.userIds.viewer, role: 'finance', seat: 'finance' })).toMatchObject({ notice: 'changed' });
    expect((await audited('person.change'))[0]).toMatchObject({ before: { role: 'viewer', seat: null }, after: { role: 'finance', seat: 'finance' } });
  });
});

describe('API keys', () => {
  const send = (form: Record<string, string>) => visit(changeTokens, '/settings/tokens', { ...admin, form });
  const actorOf = (token: string) => findTokenActor(new Request('http://portal.test/', { headers: { authorization: `Bearer ${token}` } }), new Date());

  test('a key is shown once, works with its scopes, and is dead when revoked', async () => {
    const answer = await send({ intent: 'create', name: 'shop', scopes: 'orders:write', expires: '' });
    if (answer instanceof Response || !answer.token) throw new Error('no key');
    expect([...((await actorOf(answer.token))?.scopes ?? [])]).toEqual(['orders:write']);
    const { tokens: rows } = await dataOf(tokens, '/settings/tokens', admin);
    expect(JSON.stringify(rows)).not.toContain(answer.token);
    const made = rows.find(({ prefix }) => answer.token?.startsWith(prefix));
    await send({ intent: 'revoke', tokenId: made?.id ?? '' });
    expect(await actorOf(answer.token)).toBeNull();
    expect((await send({ intent: 'revoke', tokenId: made?.id ?? '' }) as Response).status).toBe(404);
  });

  test('a key needs a name, a right and a day to come', async () => {
    expect(await send({ intent: 'create', name: ' ', expires: '2020-01-01' })).toMatchObject({ token: null, errors: { name: true, scopes: true, expires: true } });
    expect((await send({ intent: 'create', name: 'x', scopes: 'everything' }) as Response).status).toBe(400);
  });
});

describe('shops and rates', () => {
  test('a shop is connected by those who run the data; its secret never comes back', async () => {
    const operations = { cookie: world.cookies.operations };
    const send = (form: Record<string, string>) => visit(connect, '/settings/shops', { ...operations, form });
    expect(await send({ shop: 'bad name', secret: '' })).toMatchObject({ address: null, errors: { shop: true, secret: 'missing' } });
    const answer = await send({ shop: 'flagship', secret: 'shpss_planted_secret' });
    expect(answer).toMatchObject({ address: expect.stringMatching(/^http:\/\/portal\.test\/webhooks\/shopify\/[0-9a-f-]{36}$/) });
    expect((await listShops(t.db, world.workspaceId, NOON)).find(({ slug }) => slug === 'flagship')).toMatchObject({ kind: 'shopify', hasSecret: true });
    expect(JSON.stringify([answer, await dataOf(shops, '/settings/shops', operations)])).not.toContain('planted_secret');
    expect(await statusOf(shops, '/settings/shops', { cookie: world.cookies.content })).toBe(403);
  });

  test('a rate counts the orders that waited for it', async () => {
    const send = (form: Record<string, string>) => visit(saveRate, '/settings/rates', { ...admin, form });
    await takeInOrders(t.db, { workspaceId: world.workspaceId, orders: [anOrder({ orderId: 'usd-1', currency: 'USD', merchandiseMinor: 10_000 })], source: 'test' }, { now: NOON, actor: PORTAL_ACTOR });
    expect((await dataOf(rates, '/settings/rates', admin)).waiting).toEqual(['USD']);
    expect(await send({ currency: 'usd', validFrom: '2026-13-01', rate: '-1' })).toMatchObject({ counted: null, errors: { currency: null, validFrom: true, rate: true } });
    expect(await send({ currency: 'CNY', validFrom: '2026-01-01', rate: '1' })).toMatchObject({ errors: { currency: 'own' } });
    expect(await send({ currency: 'usd', validFrom: '2026-01-01', rate: '7.1' })).toMatchObject({ counted: 1 });
    const order = await t.db.selectFrom('shop_order').select('net_reporting_minor').where('workspace_id', '=', world.workspaceId).where('order_id', '=', 'usd-1').executeTakeFirst();
    expect(order?.net_reporting_minor).toBe(71_000);
    expect((await audited('rate.save'))[0]).toMatchObject({ after: { rate: '7.1', countedOrders: 1 } });
  });
});
