import { beforeAll, describe, expect, test } from 'vitest';
import { loader as ledger } from '#app/routes/finance.ledger/route.tsx';
import { loader as roster } from '#app/routes/kols._index/route.tsx';
import { action } from '#app/routes/views/route.tsx';
import type { Role } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { dataOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let elsewhere: PortalWorld;

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  elsewhere = await aPortalWorld(t.db);
});

type Fields = Readonly<Record<string, string>>;
const post = async (form: Fields, role: Role = 'manager', at: PortalWorld = world) => {
  const answer = await visit(action, '/views', { cookie: at.cookies[role], form });
  return answer instanceof Response ? { to: answer.headers.get('location') ?? '' } : answer.data;
};
const see = (role: Role, search = '?v=all') => dataOf(roster, `/kols${search}`, { cookie: world.cookies[role] });
const viewOf = async (role: Role, id: string) => (await see(role)).views.views.find((view) => view.id === id);

/** A view of the roster; returns its id. */
async function aView(fields: Fields = {}, role: Role = 'manager'): Promise<string> {
  const answer = await post({ intent: 'create', list: 'roster', name: 'Red ones', visibility: 'team', query: 'f.light=red&cols=name*.tier', ...fields }, role);
  const id = 'to' in answer ? new URL(answer.to, 'http://portal.test').searchParams.get('v') : null;
  if (!id) throw new Error(JSON.stringify(answer));
  return id;
}

describe('a view', () => {
  test('leads to an address that alone restores it, and stands as a tab for the team', async () => {
    const answer = await post({ intent: 'create', list: 'roster', name: ' 红灯 ', visibility: 'team', query: '?v=all&q=Planted&sort=name&f.tier=mid&after=abc' });
    const { to } = answer as { to: string };
    expect(to).toMatch(/^\/kols\?v=[0-9a-f-]{36}&q=Planted&sort=name&f\.tier=mid$/);
    const shown = await see('viewer', to.slice('/kols'.length));
    expect(shown.query).toMatchObject({ search: 'Planted', filters: { tier: ['mid'] }, sort: [{ column: 'name', descending: false }] });
    expect(shown.views.views.find((view) => view.id === shown.query.view)).toMatchObject({ name: '红灯', search: '?q=Planted&sort=name&f.tier=mid', isOwn: false, mayChange: false, ownerName: 'The manager' });
  });

  test('that is private is its owner\'s alone', async () => {
    const id = await aView({ visibility: 'private', name: 'Mine' }, 'content');
    expect(await viewOf('content', id)).toMatchObject({ name: 'Mine', isOwn: true, mayChange: true });
    expect(await viewOf('admin', id)).toBeUndefined();
    const tries: readonly Fields[] = [{ intent: 'save', viewId: id, version: '1', query: '' }, { intent: 'remove', viewId: id }, { intent: 'open-with', list: 'roster', viewId: id, next: '/kols' }];
    for (const fields of tries) {
      expect(await post(fields, 'admin')).toEqual({ problem: 'not-found' });
    }
    await post({ intent: 'remove', viewId: id }, 'content');
  });

  test('holds nothing that a person may not ask: an order by ROI is no order for those who see no costs', async () => {
    const id = await aView({ name: 'Best', query: 'sort=-roi&f.tier=mid' });
    expect((await viewOf('finance', id))?.search).toBe('?sort=-roi&f.tier=mid');
    expect((await viewOf('viewer', id))?.search).toBe('?f.tier=mid');
  });

  test('keeps groups of conditions, each person\'s own: without sight of costs those about ROI are no part of it', async () => {
    const query = 'f.status=active&c=any&c1=light+is+red&c2.all=roi+in+..1&c2.all=tier+is+mid+top';
    const id = await aView({ name: 'Groups', query });
    const forFinance = await viewOf('finance', id);
    expect(forFinance?.search).toBe(`?${query}`);
    expect((await see('finance', forFinance?.to.slice('/kols'.length))).query).toMatchObject({ view: id, where: { join: 'any', groups: [{ conditions: ['light is red'] }, { conditions: ['roi in ..1', 'tier is mid top'] }] } });
    expect((await viewOf('viewer', id))?.search).toBe('?f.status=active&c=any&c1=light+is+red&c2=tier+is+mid+top');
  });
});

describe('changing a view', () => {
  test.each([['team', ['manager', 'admin']], ['locked', ['admin']]] as const)('that is %s is for its owner and %j', async (visibility, allowed) => {
    const outcomes: Role[] = [];
    for (const role of ['manager', 'finance', 'operations', 'viewer', 'admin'] as const) {
      const id = await aView({ visibility }, 'content');
      const answer = await post({ intent: 'save', viewId: id, version: '1', query: 'f.tier=top' }, role);
      if ('to' in answer) outcomes.push(role);
      else expect(answer).toEqual({ problem: 'forbidden' });
      expect(await post({ intent: 'save', viewId: id, version: 'to' in answer ? '2' : '1', query: 'f.tier=mid' }, 'content')).toMatchObject({ to: expect.stringContaining('f.tier=mid') });
    }
    expect(outcomes).toEqual(allowed);
  });

  test('that somebody changed meanwhile writes nothing', async () => {
    const id = await aView();
    await post({ intent: 'save', viewId: id, version: '1', query: 'f.tier=top' }, 'admin');
    expect(await post({ intent: 'save', viewId: id, version: '1', query: 'f.tier=emerging' })).toEqual({ problem: 'stale' });
    expect(await viewOf('manager', id)).toMatchObject({ version: 2, search: '?f.tier=top' });
  });

  test('keeps its question when it is renamed, and only its owner makes it private', async () => {
    const id = await aView();
    expect(await post({ intent: 'change', viewId: id, version: '1', name: 'Hers', visibility: 'private', next: '/kols' }, 'admin')).toEqual({ problem: 'forbidden' });
    expect(await post({ intent: 'change', viewId: id, version: '1', name: 'Ours', visibility: 'locked', next: '/kols?q=kept' }, 'admin')).toEqual({ to: '/kols?q=kept' });
    expect(await viewOf('viewer', id)).toMatchObject({ name: 'Ours', visibility: 'locked', search: '?f.light=red&cols=name*.tier' });
  });

  test('is told in the audit log with what was before', async () => {
    const id = await aView();
    await post({ intent: 'save', viewId: id, version: '1', query: 'f.tier=top' });
    await post({ intent: 'remove', viewId: id });
    const events = await t.db.selectFrom('audit_event').select(['action', 'before', 'after']).where('subject_id', '=', id).orderBy('at').orderBy('id').execute();
    expect(events.map(({ action: done }) => done)).toEqual(['view.create', 'view.change', 'view.remove']);
    expect(events[1]).toMatchObject({ before: { query: 'f.light=red&cols=name*.tier' }, after: { query: 'f.tier=top' } });
  });
});

test('who only looks shares nothing, and a view of another brand is not there', async () => {
  expect(await post({ intent: 'create', list: 'roster', name: 'All', visibility: 'team', query: '' }, 'viewer')).toEqual({ problem: 'not-shared' });
  await aView({ visibility: 'private' }, 'viewer');
  const id = await aView();
  const tries: readonly Fields[] = [{ intent: 'save', viewId: id, version: '1', query: '' }, { intent: 'remove', viewId: id }, { intent: 'roles', viewId: id, roles: 'viewer', next: '/' }];
  for (const fields of tries) {
    expect(await post(fields, 'admin', elsewhere)).toEqual({ problem: 'not-found' });
  }
  expect(await viewOf('manager', id)).toMatchObject({ version: 1 });
});

test('a list takes views from those who may read it', async () => {
  const fields = { intent: 'create', list: 'ledger', name: 'Fees', visibility: 'team', query: 'f.kind=commit' };
  expect(await post(fields, 'manager')).toEqual({ problem: 'forbidden' });
  const { to } = (await post(fields, 'finance')) as { to: string };
  const id = new URL(to, 'http://portal.test').searchParams.get('v');
  expect((await dataOf(ledger, '/finance/ledger', { cookie: world.cookies.admin })).views.views.map((view) => view.id)).toEqual([id]);
  expect(await post({ intent: 'save', viewId: id ?? '', version: '1', query: '' }, 'manager')).toEqual({ problem: 'not-found' });
});

describe('the view that a list opens with', () => {
  const opening = async (role: Role) => {
    const answer = await visit(roster, '/kols', { cookie: world.cookies[role] });
    return answer instanceof Response ? answer.headers.get('location') : null;
  };

  test('is the person\'s own choice before their role\'s, and the whole list can be chosen too', async () => {
    const [own, ofRole] = [await aView({ name: 'Own', visibility: 'private', query: 'f.tier=top' }, 'operations'), await aView({ name: 'Of the role', query: 'f.tier=mid' })];
    expect(await opening('operations')).toBeNull();
    await post({ intent: 'roles', viewId: ofRole, roles: 'operations', next: '/kols' });
    expect(await opening('operations')).toBe(`/kols?v=${ofRole}&f.tier=mid`);
    await post({ intent: 'open-with', list: 'roster', viewId: own, next: '/kols' }, 'operations');
    expect(await opening('operations')).toBe(`/kols?v=${own}&f.tier=top`);
    expect(await see('operations', '?q=x')).toMatchObject({ query: { search: 'x', filters: {} } });
    await post({ intent: 'open-with', list: 'roster', viewId: '', next: '/kols' }, 'operations');
    expect(await opening('operations')).toBeNull();
    expect(await opening('content')).toBeNull();
  });

  test('is set for roles by those who lead, taken back as a whole, and gone with the view', async () => {
    const id = await aView({}, 'content');
    expect(await post({ intent: 'roles', viewId: id, roles: 'viewer', next: '/kols' }, 'content')).toEqual({ problem: 'forbidden' });
    await post({ intent: 'roles', viewId: id, roles: 'viewer', next: '/kols' }, 'admin');
    expect((await viewOf('admin', id))?.roles).toEqual(['viewer']);
    await post({ intent: 'roles', viewId: id, next: '/kols' }, 'admin');
    expect((await viewOf('admin', id))?.roles).toEqual([]);
    await post({ intent: 'roles', viewId: id, roles: 'viewer', next: '/kols' }, 'admin');
    await post({ intent: 'remove', viewId: id }, 'content');
    expect(await opening('viewer')).toBeNull();
  });

  test('is nobody else\'s any more once it is private', async () => {
    const id = await aView({}, 'content');
    await post({ intent: 'roles', viewId: id, roles: 'viewer', next: '/kols' }, 'admin');
    await post({ intent: 'open-with', list: 'roster', viewId: id, next: '/kols' }, 'content');
    await post({ intent: 'change', viewId: id, version: '1', name: 'Mine', visibility: 'private', next: '/kols' }, 'content');
    expect([await opening('viewer'), await opening('content')]).toEqual([null, expect.stringContaining(id)]);
  });
});

test('what is no view is refused by name, and leads nowhere else', async () => {
  expect(await post({ intent: 'create', list: 'roster', name: ' ', query: '' })).toEqual({ problem: 'name' });
  expect(await post({ intent: 'create', list: 'people', name: 'x', query: '' })).toEqual({ problem: 'form' });
  expect(await post({ intent: 'save', viewId: newId(), version: '1', query: '' })).toEqual({ problem: 'not-found' });
  expect(await post({ intent: 'open-with', list: 'roster', viewId: '', next: 'https://evil.test/' }, 'manager')).toEqual({ to: '/kols' });
});
