import { beforeAll, describe, expect, test } from 'vitest';
import { getPolicy } from '#db/queries/policy.server.ts';
import { findPolicyDraft } from '#db/queries/policy-draft.server.ts';
import type { Policy } from '#app/domain/policy.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { settings } from '#app/i18n/en/settings.ts';
import { POLICY_SECTIONS } from '#app/routes/settings._index/fields.ts';
import { policyValues, readPolicy } from '#app/routes/settings._index/policy-form.server.ts';
import { action as begin, loader as inForce } from '#app/routes/settings._index/route.tsx';
import { action as change, loader as draft } from '#app/routes/settings.policy.draft/route.tsx';
import { loader as history } from '#app/routes/settings.policy.history/route.tsx';
import { loader as simulation } from '#app/routes/settings.policy.simulation/route.tsx';
import { loader as simulationCsv } from '#app/routes/settings.policy.simulation[.]csv/route.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { publishPolicy } from '#app/services/publish-policy.server.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPerson, aPortalWorld } from '#tests/setup/portal-world.ts';
import { startSession } from '#app/lib/session.server.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let admin: { cookie: string };
let second: { cookie: string; userId: string };

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  admin = { cookie: world.cookies.admin };
  const userId = await aPerson(t.db, { workspaceId: world.workspaceId, role: 'admin' });
  const [cookie = ''] = (await startSession({ userId, workspaceId: world.workspaceId }, new Date())).split(';');
  second = { cookie, userId };
});

const DRAFT = '/settings/policy/draft';
const send = (form: Record<string, string>, cookie = admin.cookie) => visit(change, DRAFT, { cookie, form });
const open = async (cookie = admin.cookie) => {
  await visit(begin, '/settings', { cookie, form: {} });
  return await view();
};
const view = async (how = admin) => {
  const found = (await dataOf(draft, DRAFT, how)).draft;
  if (!found) throw new Error('no draft is open');
  return found;
};
const save = async (changes: Record<string, string>, cookie = admin.cookie) => {
  const { values, revision } = await view();
  return await send({ ...values, ...changes, intent: 'save', revision: String(revision) }, cookie);
};
const step = async (intent: 'publish' | 'discard' | 'rebase', more: Record<string, string> = {}, cookie = admin.cookie) =>
  await send({ intent, revision: String((await view()).revision), ...more }, cookie);
const audited = async (action: string) =>
  await t.db.selectFrom('audit_event').select(['before', 'after', 'reason']).where('workspace_id', '=', world.workspaceId).where('action', '=', action).orderBy('at', 'desc').execute();
const publishElsewhere = async (of: (policy: Policy) => Policy, read?: { readonly version: number; readonly policy: Policy }) => {
  const { version, policy } = read ?? (await getPolicy(t.db, world.workspaceId));
  return await publishPolicy(t.db, { workspaceId: world.workspaceId, basedOn: version, policy: of(policy), note: 'elsewhere' }, { now: NOON, actor: PORTAL_ACTOR });
};

describe('the form of the policy', () => {
  test('holds every threshold, and writing it down and reading it again changes none', () => {
    expect(readPolicy(policyValues(DEFAULT_POLICY))).toEqual({ policy: DEFAULT_POLICY, problems: {} });
  });

  test('has a name for every threshold', () => {
    const nameless = POLICY_SECTIONS.flatMap((section): readonly { path: string }[] => section.fields).filter(({ path }) => {
      let text: unknown = settings.policy.field;
      for (const key of path.replace(/\.(top|mid|emerging)\./, '.').replace(/\.(\d)$/, '.part$1').split('.')) text = new Map(Object.entries(text ?? {})).get(key);
      return typeof text !== 'string';
    });
    expect(nameless).toEqual([]);
  });

  test('names what does not fit with its value and what was expected, in the unit it is typed in', () => {
    const { problems } = readPolicy({
      ...policyValues(DEFAULT_POLICY), 'proposals.reduceProbability': '40', 'review.periodDays': 'two weeks', 'review.fuseSteps': '', 'scorecard.weights.top.exposure': '33',
      'money.paymentSplitBasisPoints.0': '31', 'coupons.leakJump': '1000', 'attribution.model': 'guess',
    });
    expect(problems).toEqual({
      'proposals.reduceProbability': { code: 'min', value: '40', limit: 50, other: null }, 'review.periodDays': { code: 'number', value: 'two weeks', limit: null, other: null },
      'review.fuseSteps': { code: 'missing', value: '', limit: null, other: null }, 'scorecard.weights.top.exposure': { code: 'sum', value: '98', limit: 100, other: null },
      'money.paymentSplitBasisPoints.0': { code: 'sum', value: '101', limit: 100, other: null }, 'coupons.leakJump': { code: 'max', value: '1000', limit: 100, other: null },
      'attribution.model': { code: 'invalid', value: 'guess', limit: null, other: null },
    });
    expect(readPolicy({ ...policyValues(DEFAULT_POLICY), 'roi.greenFrom': '0.9' }).problems).toEqual({ 'roi.greenFrom': { code: 'above', value: '0.9', limit: 1, other: 'roi.amberFrom' } });
  });
});

describe('a draft', () => {
  test('is begun once, counts for nothing, and shows what it changes', async () => {
    const first = await open();
    await open(second.cookie);
    expect(await view()).toMatchObject({ revision: first.revision, basedOn: 1, changes: [], secondPerson: true });
    expect(await save({ 'roi.greenFrom': '1.8' })).toMatchObject({ notice: 'saved' });
    expect((await view()).changes).toEqual([{ path: 'roi.greenFrom', before: 1.5, after: 1.8 }]);
    expect((await getPolicy(t.db, world.workspaceId)).policy.roi.greenFrom).toBe(1.5);
    expect(await dataOf(inForce, '/settings', admin)).toMatchObject({ version: 1, draft: { changes: 1 } });
    expect((await audited('policy.draft'))[0]).toMatchObject({ before: { 'roi.greenFrom': 1.5 }, after: { 'roi.greenFrom': 1.8 } });
  });

  test('loses nothing typed: not to a threshold that does not fit, and not to somebody who saved meanwhile', async () => {
    expect(await save({ 'roi.starFrom': '1.2' })).toMatchObject({ notice: 'problems', problems: { 'roi.starFrom': { code: 'above', other: 'roi.greenFrom' } }, values: { 'roi.starFrom': '1.2' } });
    const { values, revision } = await view();
    await save({ 'review.periodDays': '7' }, second.cookie);
    expect(await send({ ...values, 'roi.starFrom': '4', intent: 'save', revision: String(revision) })).toMatchObject({ notice: 'conflict', changedByName: 'The admin', values: { 'roi.starFrom': '4' } });
    expect(await send({ intent: 'publish', revision: String(revision), note: 'late' })).toMatchObject({ notice: 'conflict', note: 'late' });
    expect(await save({})).toMatchObject({ notice: 'saved' });
    expect((await findPolicyDraft(t.db, world.workspaceId))?.changedBy).toBe(second.userId);
  });

  test('is simulated without writing anything', async () => {
    const rows = async () => JSON.stringify(await t.db.selectFrom('collaboration_review').selectAll().where('workspace_id', '=', world.workspaceId).execute());
    const before = await rows();
    const { found } = await dataOf(simulation, '/settings/policy/simulation', { cookie: world.cookies.finance });
    expect(found).toMatchObject({ inForce: 1, changes: [{ path: 'roi.greenFrom' }, { path: 'review.periodDays' }], collaborations: 1 });
    expect(await rows()).toBe(before);
    const csv = await visit(simulationCsv, '/settings/policy/simulation.csv', admin);
    expect((csv as Response).headers.get('content-type')).toContain('text/csv');
  });

  test('that another version overtook shows field by field what both changed, and is brought up to date', async () => {
    expect(await publishElsewhere((policy) => ({ ...policy, roi: { ...policy.roi, greenFrom: 1.6, starFrom: 3.5 } }))).toMatchObject({ status: 'published', version: 2 });
    expect((await view()).stale).toEqual({
      version: 2,
      rows: [
        { path: 'roi.greenFrom', base: 1.5, draft: 1.8, published: 1.6, outcome: 1.8, conflict: true },
        { path: 'roi.starFrom', base: 3, draft: 3, published: 3.5, outcome: 3.5, conflict: false },
        { path: 'review.periodDays', base: 14, draft: 7, published: 14, outcome: 7, conflict: false },
      ],
    });
    expect(await step('publish', { note: 'too soon' })).toMatchObject({ notice: 'stale', note: 'too soon' });
    expect(await step('rebase')).toMatchObject({ notice: 'rebased' });
    expect(await view()).toMatchObject({ basedOn: 2, stale: null, changes: [{ path: 'roi.greenFrom', before: 1.6, after: 1.8 }, { path: 'review.periodDays' }] });
    expect(await step('rebase')).toMatchObject({ notice: 'rebased' });
  });

  test('is published by somebody else than who changed it last, with a note, and kept with its difference', async () => {
    expect(await step('publish', { note: 'mine' })).toMatchObject({ notice: 'second-person' });
    expect(await step('publish', { note: ' ' }, second.cookie)).toMatchObject({ notice: 'note-missing' });
    expect((await step('publish', { note: 'Stricter for Q4' }, second.cookie) as Response).status).toBe(303);
    expect(await getPolicy(t.db, world.workspaceId)).toMatchObject({ version: 3, policy: { roi: { greenFrom: 1.8, starFrom: 3.5 }, review: { periodDays: 7 } } });
    expect((await dataOf(draft, DRAFT, admin)).draft).toBeNull();
    const { versions } = await dataOf(history, '/settings/policy/history', admin);
    expect(versions.map(({ version, note, changes }) => [version, note, changes])).toEqual([
      [3, 'Stricter for Q4', [{ path: 'roi.greenFrom', before: 1.6, after: 1.8 }, { path: 'review.periodDays', before: 14, after: 7 }]],
      [2, 'elsewhere', [{ path: 'roi.greenFrom', before: 1.5, after: 1.6 }, { path: 'roi.starFrom', before: 3, after: 3.5 }]],
      [1, 'Defaults', []],
    ]);
    expect(versions[0]).toMatchObject({ publishedBy: 'The admin', draftedBy: 'The admin' });
    expect((await audited('policy.publish'))[0]).toMatchObject({ reason: 'Stricter for Q4', before: { 'roi.greenFrom': 1.6 }, after: { 'roi.greenFrom': 1.8 } });
  });

  test('may be published alone by the only administrator, and by one person where the policy in force asks for no second', async () => {
    await open();
    await save({ 'publishing.twoPersons': '' });
    expect(await step('publish', { note: 'alone' })).toMatchObject({ notice: 'second-person' });
    await t.db.updateTable('app_user').set({ disabled_at: NOON }).where('id', '=', second.userId).execute();
    expect(await view()).toMatchObject({ secondPerson: false, isAlone: true });
    expect((await step('publish', { note: 'nobody else is here' }) as Response).status).toBe(303);
    await t.db.updateTable('app_user').set({ disabled_at: null }).where('id', '=', second.userId).execute();
    await open();
    await save({ 'roi.starFrom': '3.6' });
    expect((await step('publish', { note: 'one is enough' }) as Response).status).toBe(303);
  });

  test('without a difference is not published; discarded it is gone, and the log keeps what it said', async () => {
    await open();
    expect(await step('publish', { note: 'nothing' })).toMatchObject({ notice: 'unchanged' });
    await save({ 'roi.starFrom': '5' });
    const { revision } = await view();
    expect(await send({ intent: 'discard', revision: '1' })).toMatchObject({ notice: 'conflict' });
    expect((await send({ intent: 'discard', revision: String(revision) }) as Response).status).toBe(303);
    for (const intent of ['discard', 'rebase', 'publish']) expect(await send({ intent, revision: String(revision), note: 'x' })).toMatchObject({ notice: 'gone' });
    expect(await send({ ...policyValues(DEFAULT_POLICY), intent: 'save', revision: '1' })).toMatchObject({ notice: 'gone' });
    expect((await audited('policy.discard'))[0]).toMatchObject({ before: { 'roi.starFrom': 5 }, after: { 'roi.starFrom': 3.6 } });
    expect((await dataOf(simulation, '/settings/policy/simulation', admin)).found).toBeNull();
    expect((await visit(simulationCsv, '/settings/policy/simulation.csv', admin)).headers.get('x-row-count')).toBe('0');
  });

  test('is read by finance and changed by administrators alone; others do neither', async () => {
    await open();
    const { revision, values } = await view();
    expect((await dataOf(draft, DRAFT, { cookie: world.cookies.finance })).mayChange).toBe(false);
    for (const intent of ['save', 'publish', 'discard', 'rebase']) {
      expect((await send({ ...values, intent, revision: String(revision), note: 'x' }, world.cookies.finance) as Response).status).toBe(403);
    }
    expect((await send({ intent: 'seize', revision: String(revision) }) as Response).status).toBe(400);
    for (const role of ['manager', 'content', 'operations', 'viewer'] as const) {
      for (const loader of [inForce, draft, history, simulation, simulationCsv]) expect(await statusOf<unknown>(loader, DRAFT, { cookie: world.cookies[role] })).toBe(403);
    }
    await step('discard');
  });
});

test('of two people who publish from the same version the second is told', async () => {
  const read = await getPolicy(t.db, world.workspaceId);
  const outcomes = await Promise.all([3.1, 3.2].map((starFrom) => publishElsewhere((policy) => ({ ...policy, roi: { ...policy.roi, starFrom } }), read)));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['published', 'stale']);
});
