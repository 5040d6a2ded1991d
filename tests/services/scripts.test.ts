import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { findBrief, listBriefVersions } from '#db/queries/brief.server.ts';
import { countWaitingScripts, listScriptRows } from '#db/queries/script-pages.server.ts';
import { findScript, listScriptEvents, listScriptVersions } from '#db/queries/script.server.ts';
import type { Brief } from '#app/domain/brief.ts';
import { EMPTY_BRIEF, EMPTY_PLAN } from '#app/domain/brief.ts';
import type { ScriptStep } from '#app/domain/script.ts';
import { newId } from '#app/lib/ids.server.ts';
import { advanceScript } from '#app/services/advance-script.server.ts';
import { deleteTemplate, saveBriefTemplate } from '#app/services/save-brief-template.server.ts';
import { copyBrief, saveBrief } from '#app/services/save-brief.server.ts';
import { writeScript } from '#app/services/write-script.server.ts';

const t = useTestDatabase();
const person = (name: string) => ({ kind: 'user' as const, id: newId(), name });
const [writer, editor, lawyer] = [person('Writer'), person('Editor'), person('Lawyer')];
const by = (actor: typeof writer, days = 0) => ({ now: new Date(NOON.getTime() + days * 86_400_000), actor });
let workspaceId: string;
let campaignId: string;
let collaborationId: string;

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
  campaignId = await aCampaign(t.db, { workspaceId });
  ({ collaborationId } = await aCollaboration(t.db, { workspaceId, campaignId }));
});

const aBrief = (wishes: Partial<Brief> = {}): Brief => ({ ...EMPTY_BRIEF, goal: 'Sell', mustSay: ['SPF50+'], mustNotSay: ['永不晒黑'], ...wishes });
const save = async (brief: Brief, basedOn = 0, id = collaborationId) => await saveBrief(t.db, { workspaceId, collaborationId: id, basedOn, brief }, by(editor));
const write = async (body: string, basedOn = 0, id = collaborationId) => await writeScript(t.db, { workspaceId, collaborationId: id, basedOn, body, note: '' }, by(writer));
const versionNow = async (id = collaborationId) => (await findScript(t.db, workspaceId, id))?.version ?? 0;
async function step(name: ScriptStep, actor = editor, wishes: { reason?: string; version?: number; days?: number } = {}) {
  const legal = name.endsWith('legal');
  return await advanceScript(
    t.db, { workspaceId, collaborationId, step: name, reason: wishes.reason ?? '', version: wishes.version ?? (await versionNow()), mayWrite: !legal, mayApproveLegal: legal }, by(actor, wishes.days),
  );
}

describe('a brief', () => {
  test('keeps every version, and of two people who change the same one, one is told', async () => {
    expect(await save(aBrief())).toEqual({ status: 'saved', version: 1 });
    expect(await save(aBrief(), 1)).toEqual({ status: 'unchanged', version: 1 });
    const both = await Promise.all([save(aBrief({ goal: 'A' }), 1), save(aBrief({ goal: 'B' }), 1)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['saved', 'stale']);
    expect((await listBriefVersions(t.db, workspaceId, collaborationId)).map(({ version, body }) => [version, body.goal])).toEqual([[2, expect.stringMatching(/A|B/)], [1, 'Sell']]);
    expect(await saveBrief(t.db, { workspaceId, collaborationId: newId(), basedOn: 0, brief: aBrief() }, by(editor))).toEqual({ status: 'not-found' });
    await expect(t.db.updateTable('brief_version').set({ body: '{}' }).where('workspace_id', '=', workspaceId).execute()).rejects.toThrow('append-only');
    const audit = await t.db.selectFrom('audit_event').select(['action', 'after']).where('workspace_id', '=', workspaceId).orderBy('id').execute();
    expect(audit.map(({ action }) => action)).toEqual(['brief.save', 'brief.save']);
  });

  test('is copied to the campaign or to a tier; days move with the flight, and what is over gets none', async () => {
    const other = async (wishes: Partial<Parameters<typeof aCollaboration>[1]>) => (await aCollaboration(t.db, { workspaceId, campaignId, ...wishes })).collaborationId;
    const later = await other({ startsOn: '2026-06-25' });
    const top = await other({ tier: 'top', kol: await aKol(t.db, { workspaceId, tier: 'top' }) });
    const ended = await other({ status: 'ended' });
    const elsewhere = (await aCollaboration(t.db, { workspaceId })).collaborationId;
    expect(await copyBrief(t.db, { workspaceId, collaborationId, tier: null }, by(editor))).toEqual({ status: 'no-brief' });
    await save(aBrief({ publishOn: '2026-06-20', scriptDueOn: '2026-06-18' }));
    expect(await copyBrief(t.db, { workspaceId, collaborationId, tier: 'mid' }, by(editor))).toEqual({ status: 'copied', changed: 1, unchanged: 0 });
    expect((await findBrief(t.db, workspaceId, later))?.body).toMatchObject({ goal: 'Sell', publishOn: '2026-06-30', scriptDueOn: '2026-06-28' });
    expect(await copyBrief(t.db, { workspaceId, collaborationId, tier: null }, by(editor))).toEqual({ status: 'copied', changed: 1, unchanged: 1 });
    expect((await findBrief(t.db, workspaceId, top))?.copiedFrom).toBe(collaborationId);
    for (const id of [ended, elsewhere]) expect(await findBrief(t.db, workspaceId, id)).toBeUndefined();
    expect(await copyBrief(t.db, { workspaceId, collaborationId: newId(), tier: null }, by(editor))).toEqual({ status: 'not-found' });
  });

  test('moves the due day of a draft', async () => {
    await save(aBrief({ scriptDueOn: '2026-07-20' }));
    expect((await findScript(t.db, workspaceId, collaborationId))?.due_on).toBe('2026-07-20');
    await save(aBrief({ scriptDueOn: '2026-07-25' }), 1);
    expect((await findScript(t.db, workspaceId, collaborationId))?.due_on).toBe('2026-07-25');
  });
});

describe('templates', () => {
  test('are saved, changed with their version, one for a campaign, and removed', async () => {
    const input = { workspaceId, templateId: null, version: null, name: 'Launch', campaignId, plan: { ...EMPTY_PLAN, goal: 'Sell' } };
    const saved = await saveBriefTemplate(t.db, input, by(editor));
    if (saved.status !== 'saved') throw new Error(saved.status);
    const { templateId } = saved;
    expect(await saveBriefTemplate(t.db, { ...input, name: 'Other' }, by(editor))).toEqual({ status: 'campaign-taken', by: 'Launch' });
    expect(await saveBriefTemplate(t.db, { ...input, campaignId: newId() }, by(editor))).toEqual({ status: 'campaign-unknown' });
    expect(await saveBriefTemplate(t.db, { ...input, templateId, version: 1, name: 'Launch 2' }, by(editor))).toEqual({ status: 'saved', templateId });
    expect(await saveBriefTemplate(t.db, { ...input, templateId, version: 1 }, by(editor))).toEqual({ status: 'stale' });
    expect(await saveBriefTemplate(t.db, { ...input, templateId: newId(), version: 1 }, by(editor))).toEqual({ status: 'not-found' });
    expect([await deleteTemplate(t.db, { workspaceId, templateId }, by(editor)), await deleteTemplate(t.db, { workspaceId, templateId }, by(editor))]).toEqual([{ status: 'deleted' }, { status: 'not-found' }]);
  });
});

describe('a script', () => {
  test('keeps its versions, and none is written while somebody approves it', async () => {
    expect(await write('one')).toEqual({ status: 'written', version: 1 });
    expect(await write('one', 1)).toEqual({ status: 'unchanged', version: 1 });
    const both = await Promise.all([write('two', 1), write('three', 1)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['stale', 'written']);
    expect((await listScriptVersions(t.db, workspaceId, collaborationId)).map(({ version }) => version)).toEqual([2, 1]);
    await step('submit');
    expect(await write('four', 2)).toEqual({ status: 'under-approval', state: 'submitted' });
    await step('withdraw', editor, { reason: 'a better ending' });
    expect(await write('four', 2)).toEqual({ status: 'written', version: 3 });
    await expect(t.db.updateTable('script_version').set({ body: 'x' }).where('workspace_id', '=', workspaceId).execute()).rejects.toThrow('append-only');
    expect(await writeScript(t.db, { workspaceId, collaborationId: newId(), basedOn: 0, body: 'x', note: '' }, by(writer))).toEqual({ status: 'not-found' });
  });

  test('goes through rounds to publication, each step kept with what the checks said', async () => {
    await save(aBrief({ isReview: true, publishOn: '2026-07-30' }));
    await write('涂了永不晒黑');
    await step('submit', writer);
    expect((await findScript(t.db, workspaceId, collaborationId))?.due_on).toBe('2026-07-12');
    expect(await step('return_content', editor, { reason: 'forbidden claim', days: 1 })).toMatchObject({ status: 'advanced', to: 'returned' });
    await write('【广告】SPF50+ 通勤', 1);
    await step('submit', writer, { days: 2 });
    expect(await step('approve_content', editor, { days: 2 })).toMatchObject({ to: 'content_approved' });
    expect(await step('approve_legal', lawyer, { days: 3 })).toMatchObject({ to: 'ready' });
    expect(await findScript(t.db, workspaceId, collaborationId)).toMatchObject({ round: 2, legal_approved_version: 2, due_on: '2026-07-30' });
    expect(await step('publish', editor, { days: 4 })).toMatchObject({ to: 'published' });
    expect(await step('withdraw', editor, { reason: 'too late' })).toEqual({ status: 'refused', why: 'state' });
    const events = await listScriptEvents(t.db, workspaceId, collaborationId);
    expect(events.map((event) => [event.step, event.round, event.scriptVersion, event.briefVersion])).toEqual([
      ['publish', 2, 2, 1], ['approve_legal', 2, 2, 1], ['approve_content', 2, 2, 1], ['submit', 2, 2, 1], ['return_content', 1, 1, 1], ['submit', 1, 1, 1],
    ]);
    expect(events.at(-1)?.findings).toEqual({ missing: ['SPF50+'], forbidden: ['永不晒黑'], adMark: 'missing', nearCopies: [] });
    expect(events.at(0)?.findings).toMatchObject({ missing: [], forbidden: [], adMark: 'present' });
  });

  test('without legal in the brief the content team alone makes it ready; a brief that asks for legal later stops it', async () => {
    await save(aBrief());
    await write('SPF50+');
    await step('submit');
    expect(await step('approve_content')).toMatchObject({ to: 'ready' });
    await save(aBrief({ needsLegal: true }), 1);
    expect(await step('publish')).toEqual({ status: 'refused', why: 'legal-missing' });
    await save(aBrief(), 2);
    expect(await step('publish')).toMatchObject({ to: 'published' });
  });

  test('a missing mark blocks legal approval and cannot be got past', async () => {
    await save(aBrief({ isReview: true }));
    await write('SPF50+，这不是广告');
    await step('submit');
    await step('approve_content');
    expect(await step('approve_legal', lawyer)).toEqual({ status: 'refused', why: 'ad-mark' });
    expect(await step('publish')).toEqual({ status: 'refused', why: 'state' });
    expect(await step('return_legal', lawyer, { reason: 'no mark' })).toMatchObject({ to: 'returned' });
  });

  test('whoever wrote a version does not approve it for legal, and nobody without the right does', async () => {
    await save(aBrief({ needsLegal: true }));
    await write('SPF50+');
    await step('submit');
    await step('approve_content', writer);
    expect(await step('approve_legal', writer)).toEqual({ status: 'refused', why: 'own-version' });
    expect(await advanceScript(t.db, { workspaceId, collaborationId, step: 'approve_legal', reason: '', version: await versionNow(), mayWrite: true, mayApproveLegal: false }, by(editor))).toEqual({ status: 'refused', why: 'right' });
    expect(await step('approve_legal', lawyer)).toMatchObject({ to: 'ready' });
  });

  test('of two who decide at once one acts and the other is told', async () => {
    await save(aBrief());
    await write('SPF50+');
    await step('submit');
    const version = await versionNow();
    const both = await Promise.all([step('approve_content', editor, { version }), step('return_content', lawyer, { version, reason: 'no' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['advanced', 'stale']);
    expect(await listScriptEvents(t.db, workspaceId, collaborationId)).toHaveLength(2);
    expect(await advanceScript(t.db, { workspaceId, collaborationId: newId(), step: 'submit', reason: '', version: 1, mayWrite: true, mayApproveLegal: false }, by(editor))).toEqual({ status: 'not-found' });
  });

  test('near-copies of the campaign are kept with the step; claims of the brief do not make one', async () => {
    const { collaborationId: other } = await aCollaboration(t.db, { workspaceId, campaignId });
    const story = '早八通勤第一步就是它质地像水一样上脸十秒成膜一整天都不用补';
    await save(aBrief());
    await save(aBrief(), 0, other);
    await write(`${story}。SPF50+`);
    await write(`${story}，SPF50+！`, 0, other);
    await step('submit');
    expect((await listScriptEvents(t.db, workspaceId, collaborationId))[0]?.findings.nearCopies).toEqual([{ collaborationId: other, similarity: 1 }]);
  });

  test('what waits and what is overdue is counted and listed, the most urgent first', async () => {
    const { collaborationId: second } = await aCollaboration(t.db, { workspaceId, campaignId });
    await save(aBrief());
    await save(aBrief({ scriptDueOn: '2026-07-01' }), 0, second);
    await write('SPF50+');
    await step('submit');
    const count = (today: string) => countWaitingScripts(t.db, workspaceId, { today, campaignId });
    expect(await count('2026-07-10')).toEqual({ content: 1, legal: 0, overdue: 1 });
    expect(await count('2026-07-13')).toEqual({ content: 1, legal: 0, overdue: 2 });
    const question = { today: '2026-07-13', search: '', statuses: ['draft', 'submitted'], onlyOverdue: true };
    const rows = await listScriptRows(t.db, workspaceId, question, { sort: [{ column: 'due', descending: false }], offset: 0, limit: 10 });
    expect(rows.map((row) => [row.collaborationId, row.dueOn, row.overdue, row.allRows])).toEqual([[second, '2026-07-01', true, 2], [collaborationId, '2026-07-12', true, 2]]);
    expect(await listScriptRows(t.db, workspaceId, { ...question, search: 'nobody' }, { sort: [], offset: 0, limit: 10 })).toEqual([]);
    expect(await countWaitingScripts(t.db, await aWorkspace(t.db), { today: '2026-07-13', campaignId: null })).toEqual({ content: 0, legal: 0, overdue: 0 });
  });
});
