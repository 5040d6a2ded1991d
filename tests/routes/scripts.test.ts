import { beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '#app/domain/permission.ts';
import { loader as dashboardLoader } from '../../app/routes/_index/route.tsx';
import { loader as matrixLoader } from '../../app/routes/campaigns.$slug_.scripts._index/route.tsx';
import { loader as compareLoader } from '../../app/routes/campaigns.$slug_.scripts.compare/route.tsx';
import { loader as collaborationLoader } from '../../app/routes/collaborations.$collaborationId/route.tsx';
import { action as briefAction, loader as briefLoader } from '../../app/routes/collaborations.$collaborationId_.brief/route.tsx';
import { action as writeAction, loader as scriptsLoader } from '../../app/routes/collaborations.$collaborationId_.scripts/route.tsx';
import { action as stepAction, loader as versionLoader } from '../../app/routes/collaborations.$collaborationId_.scripts_.$version/route.tsx';
import { action as legalAction, loader as legalLoader } from '../../app/routes/collaborations.$collaborationId_.scripts_.$version_.legal/route.tsx';
import { loader as listLoader } from '../../app/routes/scripts._index/route.tsx';
import { action as templateAction, loader as templateLoader } from '../../app/routes/scripts.templates/route.tsx';
import { action as peopleAction } from '../../app/routes/settings.people/route.tsx';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let first: string;
let second: string;
const STORY = '早八通勤第一步就是它，质地像水一样上脸十秒成膜，一整天都不用补，';
const FORM = {
  intent: 'save', goal: '卖防晒', audience: '', sellingPoints: '轻透\n不搓泥', mustSay: 'SPF50+', mustNotSay: '永不晒黑\r\n第一品牌', format: '60 秒', minimumLength: '', maximumLength: '600',
  scriptDueOn: '2026-07-20', publishOn: '2026-07-25',
};

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  const campaignId = world.params.get('campaignId') ?? '';
  first = (await aCollaboration(t.db, { workspaceId: world.workspaceId, campaignId })).collaborationId;
  second = (await aCollaboration(t.db, { workspaceId: world.workspaceId, campaignId })).collaborationId;
});

const at = (collaborationId: string, role: (typeof ROLES)[number] = 'content', version = '1') => ({ cookie: world.cookies[role], params: { collaborationId, version } });
const rowVersion = async (id: string) => (await dataOf(versionLoader, '/x', at(id))).script.version;
const step = async (id: string, name: string, reason = '', role: (typeof ROLES)[number] = 'content') => await visit(stepAction, '/x', { ...at(id, role), form: { step: name, reason, version: String(await rowVersion(id)) } });

describe('a brief', () => {
  test('is written by the content team, keeps what was typed when it is wrong, and shows what changed', async () => {
    const empty = await dataOf(briefLoader, '/x', at(first));
    expect([empty.latest, empty.values.publishOn, empty.mayWrite]).toEqual([null, '2026-06-15', true]);
    const refused = await visit(briefAction, '/x', { ...at(first), form: { ...FORM, basedOn: '0', goal: ' ', mustNotSay: '！！', publishOn: '2026-07-01' } });
    expect(refused).toMatchObject({ init: { status: 422 }, data: { status: 'invalid', problems: { goal: 'required', mustNotSay: 'phrase', publishOn: 'publishBefore' }, values: { sellingPoints: '轻透\n不搓泥' } } });
    expect(await statusOf(briefAction, '/x', { ...at(first), form: { ...FORM, basedOn: '0' } })).toBe(303);
    expect(await visit(briefAction, '/x', { ...at(first), form: { ...FORM, basedOn: '0', goal: '再卖' } })).toMatchObject({ data: { status: 'stale', version: 1, values: { goal: '再卖' } } });
    expect(await statusOf(briefAction, '/x', { ...at(first, 'manager'), form: { ...FORM, basedOn: '1', goal: '再卖防晒', isReview: 'on' } })).toBe(303);
    const page = await dataOf(briefLoader, '/x', at(first, 'viewer'));
    expect([page.latest?.version, page.mayWrite, page.changes?.changes.map(({ field }) => field)]).toEqual([2, false, ['goal', 'isReview']]);
    expect(page.latest?.brief.mustNotSay).toEqual(['永不晒黑', '第一品牌']);
  });

  test('is copied to the others of the campaign', async () => {
    expect(await visit(briefAction, '/x', { ...at(first), form: { intent: 'copy', tier: 'all' } })).toEqual({ status: 'copied', changed: 2, unchanged: 0 });
    expect((await dataOf(briefLoader, '/x', at(second))).versions).toMatchObject([{ version: 1, isCopy: true }]);
  });

  test('begins from the template of its campaign', async () => {
    const campaignId = world.params.get('campaignId') ?? '';
    const form = { ...Object.fromEntries(Object.entries(FORM).filter(([name]) => !['scriptDueOn', 'publishOn'].includes(name))), templateId: '', version: '', name: '测评', campaignId };
    expect(await visit(templateAction, '/x', { cookie: world.cookies.content, form: { ...form, name: ' ' } })).toMatchObject({ data: { problem: 'invalid', problems: { name: 'required' } } });
    expect(await statusOf(templateAction, '/x', { cookie: world.cookies.content, form })).toBe(303);
    expect(await visit(templateAction, '/x', { cookie: world.cookies.content, form: { ...form, name: '另一个' } })).toMatchObject({ init: { status: 409 }, data: { problem: 'taken', taken: '测评' } });
    const { templates } = await dataOf(templateLoader, '/x', { cookie: world.cookies.viewer });
    expect(templates).toMatchObject([{ name: '测评', campaignName: 'Planted campaign' }]);
    const fresh = (await aCollaboration(t.db, { workspaceId: world.workspaceId, campaignId })).collaborationId;
    expect(await dataOf(briefLoader, '/x', at(fresh))).toMatchObject({ template: { name: '测评' }, values: { goal: '卖防晒' } });
    const templateId = templates[0]?.id ?? '';
    expect((await dataOf(templateLoader, `/scripts/templates?edit=${templateId}`, { cookie: world.cookies.manager })).edited).toMatchObject({ id: templateId, version: 1 });
    expect(await statusOf(templateAction, '/x', { cookie: world.cookies.manager, form: { intent: 'delete', templateId } })).toBe(303);
    expect(await visit(templateAction, '/x', { cookie: world.cookies.manager, form: { intent: 'delete', templateId } })).toMatchObject({ data: { problem: 'gone' } });
  });
});

describe('a script', () => {
  test('is written in versions; what was typed is kept when somebody was faster', async () => {
    const write = (id: string, body: string, basedOn: string) => visit(writeAction, '/x', { ...at(id), form: { body, basedOn, note: '' } });
    expect(await write(first, ' ', '0')).toMatchObject({ init: { status: 422 }, data: { problem: 'empty' } });
    expect(await write(first, '长'.repeat(10_001), '0')).toMatchObject({ data: { problem: 'tooLong' } });
    expect((await write(first, `${STORY}SPF50+`, '0') as Response).headers.get('location')).toBe(`/collaborations/${first}/scripts/1`);
    expect(await write(first, 'x', '0')).toMatchObject({ init: { status: 409 }, data: { problem: 'stale', version: 1, values: { body: 'x' } } });
    expect(await statusOf(writeAction, '/x', { ...at(second), form: { body: `${STORY}SPF50+ 好用`, basedOn: '0', note: '' } })).toBe(303);
    const page = await dataOf(scriptsLoader, '/x', at(first));
    expect([page.versions.length, page.isWritable, page.hasBrief]).toEqual([1, true, true]);
  });

  test('shows its author the nearest scripts and the checks before it is submitted', async () => {
    const page = await dataOf(versionLoader, '/x', at(first));
    expect(page.near[0]).toMatchObject({ collaborationId: second, passages: 1 });
    expect(page.near[0]?.similarity).toBeGreaterThan(0.9);
    expect(page.checks.adMark.status).toBe('missing');
    expect(page.steps).toEqual([{ step: 'submit', refusal: null }]);
    expect((await dataOf(versionLoader, '/x', at(first, 'viewer'))).steps).toEqual([{ step: 'submit', refusal: 'right' }]);
  });

  test('is approved by content and by a legal reviewer whom the administrator made one; the mark blocks', async () => {
    expect(await step(first, 'submit')).toBeInstanceOf(Response);
    expect(await visit(writeAction, '/x', { ...at(first), form: { body: 'x', basedOn: '1', note: '' } })).toMatchObject({ init: { status: 409 }, data: { problem: 'blocked' } });
    expect(await step(first, 'return_content')).toEqual({ problem: 'reason', reason: '' });
    await step(first, 'approve_content', '', 'manager');
    for (const role of ROLES) {
      expect(await statusOf(legalLoader, '/x', at(first, role)), role).toBe(403);
      expect(await statusOf(legalAction, '/x', { ...at(first, role), form: { step: 'approve_legal', reason: '', version: '1' } }), role).toBe(403);
      if (['finance', 'operations', 'viewer'].includes(role)) expect(await statusOf(stepAction, '/x', { ...at(first, role), form: {} }), role).toBe(403);
    }
    // The page of the content team takes no legal step, whoever asks.
    expect(await step(first, 'approve_legal', '', 'admin')).toEqual({ problem: 'right', reason: '' });
    const grant = (intent: string) => statusOf(peopleAction, '/x', { cookie: world.cookies.admin, form: { intent, userId: world.userIds.finance } });
    expect(await grant('legal')).toBe(200);
    const page = await dataOf(legalLoader, '/x', at(first, 'finance'));
    expect(page.steps).toEqual([{ step: 'approve_legal', refusal: 'ad-mark' }, { step: 'return_legal', refusal: null }]);
    const decide = (name: string, reason = '') => visit(legalAction, '/x', { ...at(first, 'finance'), form: { step: name, reason, version: String(page.script.version) } });
    expect(await decide('approve_legal')).toEqual({ problem: 'ad-mark', reason: '' });
    expect(await decide('publish')).toEqual({ problem: 'state', reason: '' });
    expect(await decide('return_legal', '缺标识')).toBeInstanceOf(Response);
    expect(await decide('return_legal', '缺标识')).toEqual({ problem: 'stale', reason: '缺标识' });
    expect(await grant('no-legal')).toBe(200);
    expect(await statusOf(legalLoader, '/x', at(first, 'finance'))).toBe(403);
    expect((await dataOf(collaborationLoader, '/x', at(first))).scripts).toMatchObject({ script: { status: 'returned', turn: 'author', round: 1 }, brief: { version: 2 } });
  });

  test('what changed between two versions is shown', async () => {
    await visit(writeAction, '/x', { ...at(first), form: { body: `【广告】${STORY}SPF50+`, basedOn: '1', note: '补标识' } });
    const page = await dataOf(versionLoader, '/x', at(first, 'content', '2'));
    expect(page.diff).toMatchObject({ against: 1, segments: [{ kind: 'added', text: '【广告】' }, { kind: 'same' }] });
    expect(await dataOf(versionLoader, '/x?against=2', at(first))).toMatchObject({ isNewest: false, steps: [], diff: { against: 2 } });
  });
});

describe('sameness and lists', () => {
  test('the matrix has every pair once, the flagged ones first, and opens to both texts', async () => {
    const matrix = await dataOf(matrixLoader, '/x', { cookie: world.cookies.viewer, params: { slug: 'planted' } });
    expect([matrix.nearCopies, matrix.pairs.length, matrix.scripts.length]).toEqual([1, 1, 3]);
    const compare = (one: string, other: string) => `/campaigns/planted/scripts/compare?first=${one}&second=${other}`;
    const page = await dataOf(compareLoader, compare(first, second), { cookie: world.cookies.viewer, params: { slug: 'planted' } });
    expect(page.similarity).toBeCloseTo(matrix.pairs[0]?.similarity ?? 0, 6);
    expect(page.shared.map(({ inFirst }) => page.scripts[0]?.body.slice(inFirst.start, inFirst.end))).toEqual([STORY.slice(0, -1)]);
    expect(page.scripts[0]?.demanded.map(({ phrase }) => phrase)).toEqual(['SPF50+', '广告']);
    for (const search of ['', `?first=${first}&second=${first}`, '?first=x&second=y']) expect(await statusOf(compareLoader, `/x${search}`, { cookie: world.cookies.viewer, params: { slug: 'planted' } })).toBe(303);
    expect(await statusOf(compareLoader, compare(first, world.userIds.viewer), { cookie: world.cookies.viewer, params: { slug: 'planted' } })).toBe(404);
    for (const loader of [matrixLoader, compareLoader]) expect(await statusOf<unknown>(loader, '/x', { cookie: world.cookies.viewer, params: { slug: 'none' } })).toBe(404);
  });

  test('what waits stands in the list by tab, and on the dashboard', async () => {
    await step(second, 'submit');
    const list = (search: string) => dataOf(listLoader, `/scripts${search}`, { cookie: world.cookies.content });
    expect((await list('')).rows.map((row) => row.collaborationId)).toEqual([second]);
    expect((await list('?tab=legal')).rows).toEqual([]);
    expect((await list('?tab=all')).rows.length).toBe((await list('?tab=all')).count);
    expect((await list('?tab=overdue')).rows.every((row) => row.overdue)).toBe(true);
    expect((await list('?tab=all&f.status=submitted&f.campaign=planted&q=Creator')).rows.map((row) => row.collaborationId)).toEqual([second]);
    const board = await dataOf(dashboardLoader, '/?campaign=planted', { cookie: world.cookies.content });
    expect(JSON.stringify(board)).toContain('"scripts":{"content":1,"legal":0');
  });

  test('nothing of another brand, and nothing that is not there', async () => {
    const other = await aPortalWorld(t.db);
    const strange = { collaborationId: other.params.get('collaborationId') ?? '', version: '1' };
    for (const params of [strange, { collaborationId: 'x', version: '1' }]) {
      for (const loader of [briefLoader, scriptsLoader, versionLoader]) expect(await statusOf<unknown>(loader, '/x', { cookie: world.cookies.manager, params })).toBe(404);
      expect(await statusOf<unknown>(stepAction, '/x', { cookie: world.cookies.manager, params, form: { step: 'submit', version: '1', reason: '' } })).toBe(404);
      expect(await statusOf<unknown>(writeAction, '/x', { cookie: world.cookies.manager, params, form: { body: 'x', basedOn: '0', note: '' } })).toBe(404);
      expect(await statusOf<unknown>(briefAction, '/x', { cookie: world.cookies.manager, params, form: { intent: 'copy', tier: 'mid' } })).toBe(404);
    }
    expect(await statusOf(versionLoader, '/x', at(first, 'manager', '99'))).toBe(404);
  });
});
