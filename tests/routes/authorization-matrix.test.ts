import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Permission, Role } from '#app/domain/permission.ts';
import { can, ROLES } from '#app/domain/permission.ts';
import type { PortalRoute } from '#tests/setup/portal.ts';
import { portalHandler, portalRoutes } from '#tests/setup/portal.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { amountsIn, aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const routes = await portalRoutes();
const handle = await portalHandler(routes);
let world: PortalWorld;
beforeAll(async () => {
  world = await aPortalWorld(t.db);
});

interface Guarded {
  readonly route: PortalRoute;
  readonly pattern: string;
  readonly permission: Permission;
}
const guarded = (which: 'loaderPolicy' | 'actionPolicy'): Guarded[] =>
  routes.flatMap((route) => (route[which]?.kind === 'session' ? [{ route, pattern: route.pattern, permission: route[which].permission }] : []));
const pages = guarded('loaderPolicy');
const actions = guarded('actionPolicy');

/** The address of a route in the world. A parameter that the world does not know has to be added there. */
function addressOf(pattern: string): string {
  return pattern.replace(/:(\w+)\??/g, (_, name: string) => {
    const value = world.params.get(name);
    if (value === undefined) throw new Error(`tests/setup/portal-world.ts has no value for the parameter ${name} of ${pattern}`);
    return encodeURIComponent(value);
  });
}

type Visitor = Role | 'nobody';
const isPage = ({ module }: PortalRoute) => module.default !== undefined;
const dataAddress = (address: string) => (address === '/' ? '/_root.data' : `${address}.data`);

interface Answer {
  readonly status: number;
  /** Where it leads, in the header of a document or of either kind of data request. */
  readonly location: string | null;
  readonly text: string;
}

async function ask(visitor: Visitor, address: string, init: RequestInit = {}): Promise<Answer> {
  const headers = new Headers(init.headers);
  if (visitor !== 'nobody') headers.set('cookie', world.cookies[visitor]);
  const response = await handle(new Request(`http://portal.test${address}`, { ...init, headers }));
  const location = response.headers.get('location') ?? response.headers.get('x-remix-redirect');
  return { status: response.status, location, text: await response.text() };
}

const post = (visitor: Visitor, { route, pattern }: Guarded) =>
  ask(visitor, `${addressOf(pattern)}${route.index ? '?index' : ''}`, { method: 'POST', body: new URLSearchParams() });

const costsIn = (text: string) => [...amountsIn(text, world.amountsMinor), ...world.ratios.filter((ratio) => text.includes(ratio))];

/** What a refusal must not hold: a word of a row, an amount, a contact. */
const tellsRows = (text: string) => [...world.rowWords.filter((word) => text.includes(word)), ...costsIn(text)];

async function everythingStored(): Promise<Record<string, string | null>> {
  const { rows: tables } = await sql<{ name: string }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`.execute(t.db);
  const stored: Record<string, string | null> = {};
  for (const { name } of tables) {
    if (name === 'session') continue; // reading a page marks the session as seen
    const { rows } = await sql<{ hash: string | null }>`select md5(string_agg(row_text, '' order by row_text)) as hash from (select r::text as row_text from ${sql.table(name)} r) texts`.execute(t.db);
    stored[name] = rows[0]?.hash ?? null;
  }
  return stored;
}

test('the world is big enough: it has a proposal, a review and planted amounts', () => {
  expect(world.amountsMinor.length).toBeGreaterThan(4);
  expect(world.ratios.length).toBeGreaterThan(2);
  expect(pages.length).toBeGreaterThan(10);
});

describe.each(pages)('GET $pattern ($permission)', (guard) => {
  const { route, pattern, permission } = guard;
  /** The document or file, and the two ways to ask for its data alone. */
  const shapes = () => {
    const address = addressOf(pattern);
    return [address, ...(isPage(route) ? [dataAddress(address)] : []), `${address}?_data=${encodeURIComponent(route.id)}`];
  };

  test('nobody is led to the sign-in page and back here afterwards, whatever shape the request has', async () => {
    const here = addressOf(pattern);
    for (const address of shapes()) {
      const answer = await ask('nobody', address);
      expect([[302, 202, 204], answer.location?.split('?')[0]], address).toEqual([expect.arrayContaining([answer.status]), '/sign-in']);
      expect(tellsRows(answer.text), address).toEqual([]);
      if (here !== '/') expect(decodeURIComponent(answer.location ?? '')).toContain(`next=${decodeURIComponent(here)}`);
    }
    expect(await ask('nobody', here, { method: 'HEAD' })).toMatchObject({ status: 302 });
  });

  test.each(ROLES.filter((role) => !can(role, permission)))('%s is refused, and the refusal tells nothing', async (role) => {
    for (const address of shapes()) {
      const answer = await ask(role, address);
      expect(answer.status, address).toBe(403);
      expect(tellsRows(answer.text), address).toEqual([]);
    }
  });

  test.each(ROLES.filter((role) => can(role, permission)))('%s comes in and sees what the role may see', async (role) => {
    for (const address of shapes()) {
      const answer = await ask(role, address);
      expect(answer.status, `${address}: ${answer.text.slice(0, 300)}`).toBeLessThan(400);
      expect(answer.location ?? '', address).not.toContain('/sign-in');
      if (!can(role, 'costs:read')) expect(costsIn(answer.text), `costs at ${address}`).toEqual([]);
      if (!can(role, 'contacts:read')) expect(answer.text, address).not.toContain(world.contact);
    }
  });
});

test('who may see costs and contacts does see them: the amounts looked for above are real', async () => {
  const texts = await Promise.all(pages.filter(({ route }) => isPage(route)).map(({ pattern }) => ask('finance', dataAddress(addressOf(pattern)))));
  const all = texts.map(({ text }) => text).join('\n');
  expect(amountsIn(all, world.amountsMinor).length).toBeGreaterThan(2);
  expect(costsIn(all)).toEqual(expect.arrayContaining([...world.ratios]));
  expect(all).toContain(world.contact);
});

describe('a refused action changes nothing', () => {
  let before: Record<string, string | null>;
  beforeAll(async () => {
    before = await everythingStored();
  });

  test.each(actions)('POST $pattern ($permission): nobody gets a 401, roles without the permission a 403', async (guard) => {
    expect(await post('nobody', guard)).toMatchObject({ status: 401, location: null });
    for (const role of ROLES.filter((one) => !can(one, guard.permission))) {
      const answer = await post(role, guard);
      expect(answer.status, role).toBe(403);
      expect(tellsRows(answer.text), role).toEqual([]);
    }
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      expect((await ask('nobody', addressOf(guard.pattern), { method })).status, method).toBeGreaterThanOrEqual(400);
      expect((await ask('viewer', addressOf(guard.pattern), { method })).status, method).toBeGreaterThanOrEqual(400);
    }
  });

  test('every table is as it was', async () => {
    expect(await everythingStored()).toEqual(before);
  });
});

test.each(actions)('POST $pattern ($permission): roles with the permission are heard, and an empty form is no accident', async (guard) => {
  for (const role of ROLES.filter((one) => can(one, guard.permission))) {
    const answer = await post(role, guard);
    expect([401, 403], role).not.toContain(answer.status);
    expect(answer.status, `${role}: ${answer.text.slice(0, 300)}`).toBeLessThan(500);
  }
});
