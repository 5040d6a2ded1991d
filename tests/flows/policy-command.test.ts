import { beforeAll, expect, test } from 'vitest';
import { findPolicyDraft } from '#db/queries/policy-draft.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { beginPolicyDraft, savePolicyDraft } from '#app/services/save-policy-draft.server.ts';
import { runKol } from '#scripts/run-kol.ts';
import { aMember } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let workspaceId = '';
beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
});

async function kol(...args: string[]) {
  const out: string[] = [];
  const told: string[] = [];
  const code = await runKol(['policy', ...args], {
    out: async (chunk) => void out.push(String(chunk)), tell: (line) => void told.push(line), readInput: async () => '', now: NOON,
    open: async () => ({ db: t.db, workspace: await getWorkspace(t.db, workspaceId) }),
  });
  return { code, out: out.join(''), told: told.join('\n') };
}
const json = async (...args: string[]) => {
  const { code, out } = await kol(...args, '--json');
  return { code, ...JSON.parse(out) as Record<string, unknown> }; // Every --json answer is an object.
};

test('kol policy: a draft is listed, simulated and published, once; each answer says what it did', async () => {
  expect(await json('list')).toMatchObject({ code: 0, versions: [{ version: 1 }], draft: null });
  expect(await kol('simulate')).toMatchObject({ code: 1, told: expect.stringContaining('No draft is open') });
  expect(await kol('publish', '--note', 'x')).toMatchObject({ code: 1, told: 'No draft is open' });

  const admin = await aMember(t.db, workspaceId, 'admin');
  await beginPolicyDraft(t.db, { workspaceId }, { now: NOON, actor: admin });
  const { policy } = await getPolicy(t.db, workspaceId);
  const { revision = 0 } = (await findPolicyDraft(t.db, workspaceId)) ?? {};
  await savePolicyDraft(t.db, { workspaceId, revision, policy: { ...policy, roi: { ...policy.roi, greenFrom: 1.6 } } }, { now: NOON, actor: admin });
  const change = { path: 'roi.greenFrom', before: 1.5, after: 1.6 };
  expect(await json('list')).toMatchObject({ draft: { basedOn: 1, changedBy: admin.name, changes: [change] } });
  expect(await json('simulate')).toMatchObject({ code: 0, inForce: 1, changes: [change], moves: [], revision: revision + 1 });
  expect((await kol('simulate')).out).toContain('roi.greenFrom\t1.5 -> 1.6');

  expect(await json('publish', '--note', 'stricter', '--revision', String(revision))).toMatchObject({ code: 1, status: 'conflict' });
  expect(await kol('publish', '--note', 'stricter', '--revision', String(revision + 1))).toMatchObject({ code: 0, out: 'v2 is in force\n' });
  expect((await kol('list')).out).toMatch(/^v2\t.*\t1 changes\tstricter\nv1\t[^]*no draft is open\n$/);
  const [event] = await t.db.selectFrom('audit_event').select(['actor_name', 'action']).where('workspace_id', '=', workspaceId).where('action', '=', 'policy.publish').execute();
  expect(event).toEqual({ actor_name: 'command line', action: 'policy.publish' });
});

test('kol policy simulate --set: the thresholds in force with changes, written nowhere', async () => {
  const before = await getPolicy(t.db, workspaceId);
  expect(await json('simulate', '--set', 'proposals.reduceProbability=0.85', '--set', 'attribution.model=linear')).toMatchObject({
    code: 0, revision: null, changes: [{ path: 'attribution.model', after: 'linear' }, { path: 'proposals.reduceProbability', after: 0.85 }],
  });
  expect(await kol('simulate', '--set', 'roi.amberFrom=9')).toMatchObject({ code: 1, told: expect.stringContaining('roi.greenFrom') });
  expect([await getPolicy(t.db, workspaceId), await findPolicyDraft(t.db, workspaceId)]).toEqual([before, null]);
});

test('kol policy: what is not understood is a usage error', async () => {
  const wrong = [[], ['drop'], ['list', 'all'], ['publish'], ['publish', '--note', ' '], ['publish', '--note', 'x', '--revision', 'two'], ['list', '--set', 'a=1'], ['simulate', '--set', 'a'], ['simulate', '--set', 'roi.purple=1'], ['simulate', '--set', 'money.stepUpMinutes=0']];
  for (const args of wrong) expect([args, (await kol(...args)).code]).toEqual([args, 2]);
  expect((await kol('--help')).out).toContain('Usage: kol policy list');
});

test('an unused draft of the portal changes nothing', async () => {
  await beginPolicyDraft(t.db, { workspaceId }, { now: NOON, actor: PORTAL_ACTOR });
  expect(await kol('publish', '--note', 'nothing')).toMatchObject({ code: 0, out: 'the draft changes nothing: v2 stays in force\n' });
});
