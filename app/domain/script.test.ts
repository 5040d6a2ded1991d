import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from './policy.ts';
import type { ScriptFacts, ScriptStatus, ScriptStep } from './script.ts';
import { dueDay, isOverdue, isWritable, needsReason, SCRIPT_STATUSES, SCRIPT_STEP_NAMES, SCRIPT_STEPS, scriptCan, scriptRefusal, statusAfter, TURN_IN } from './script.ts';

const facts = (wishes: Partial<ScriptFacts> = {}): ScriptFacts => ({
  status: 'submitted', latestVersion: 1, needsLegal: true, hasLegalApproval: false, adMark: 'present', mayWrite: true, mayApproveLegal: true, isAuthor: false, ...wishes,
});

describe('the way of a script to publication', () => {
  it.each<[ScriptStatus, readonly ScriptStep[]]>([
    ['draft', ['submit']],
    ['submitted', ['approve_content', 'return_content', 'withdraw']],
    ['content_approved', ['approve_legal', 'return_legal', 'withdraw']],
    ['ready', ['withdraw', 'publish']],
    ['published', []],
    ['returned', ['submit']],
  ])('from %s one can %j and nothing else', (status, steps) => {
    expect(SCRIPT_STEP_NAMES.filter((step) => scriptCan(step, facts({ status, hasLegalApproval: true })))).toEqual(steps);
    for (const step of SCRIPT_STEP_NAMES) if (!steps.includes(step)) expect(scriptRefusal(step, facts({ status }))).toBe('state');
  });

  it('every step is named once, and whose move it is follows from the state', () => {
    expect([...SCRIPT_STEP_NAMES].toSorted()).toEqual(Object.keys(SCRIPT_STEPS).toSorted());
    expect(SCRIPT_STATUSES.filter(isWritable)).toEqual(['draft', 'returned']);
    expect(SCRIPT_STATUSES.filter((status) => TURN_IN[status] === null)).toEqual(['published']);
    expect(SCRIPT_STEP_NAMES.filter(needsReason)).toEqual(['return_content', 'return_legal', 'withdraw']);
  });

  it('content leads past legal where legal is not required', () => {
    expect([statusAfter('approve_content', true), statusAfter('approve_content', false), statusAfter('submit', true)]).toEqual(['content_approved', 'ready', 'submitted']);
  });

  it.each<[ScriptStep, Partial<ScriptFacts>, ReturnType<typeof scriptRefusal>]>([
    ['submit', { status: 'draft', latestVersion: 0 }, 'nothing-written'],
    ['submit', { status: 'draft', mayWrite: false }, 'right'],
    ['approve_content', { mayWrite: false }, 'right'],
    ['approve_content', { isAuthor: true }, null],
    ['approve_legal', { status: 'content_approved', mayApproveLegal: false }, 'right'],
    ['approve_legal', { status: 'content_approved', isAuthor: true }, 'own-version'],
    ['return_legal', { status: 'content_approved', isAuthor: true }, 'own-version'],
    ['approve_legal', { status: 'content_approved', adMark: 'missing' }, 'ad-mark'],
    ['return_legal', { status: 'content_approved', adMark: 'missing' }, null],
    ['approve_legal', { status: 'content_approved', adMark: 'not-needed' }, null],
    ['publish', { status: 'ready' }, 'legal-missing'],
    ['publish', { status: 'ready', needsLegal: false }, null],
    ['publish', { status: 'ready', hasLegalApproval: true, adMark: 'missing' }, 'ad-mark'],
    ['publish', { status: 'ready', hasLegalApproval: true }, null],
  ])('%s with %j is refused for: %s', (step, wishes, why) => {
    expect(scriptRefusal(step, facts(wishes))).toBe(why);
  });

  it('nothing is published without the mark and without the legal approval that are needed, whatever the rest', () => {
    const any = fc.record({
      status: fc.constantFrom(...SCRIPT_STATUSES), latestVersion: fc.nat(3), needsLegal: fc.boolean(), hasLegalApproval: fc.boolean(), adMark: fc.constantFrom('present' as const, 'missing' as const, 'not-needed' as const),
      mayWrite: fc.boolean(), mayApproveLegal: fc.boolean(), isAuthor: fc.boolean(),
    });
    fc.assert(fc.property(any, (one) => {
      if (scriptCan('publish', one)) expect([one.status, one.adMark !== 'missing', !one.needsLegal || one.hasLegalApproval, one.mayWrite]).toEqual(['ready', true, true, true]);
      if (scriptCan('approve_legal', one)) expect([one.isAuthor, one.adMark === 'missing', one.mayApproveLegal]).toEqual([false, false, true]);
    }));
  });
});

describe('when a step is due', () => {
  const { scripts } = DEFAULT_POLICY;
  const due = (status: ScriptStatus, terms: { scriptDueOn?: string; publishOn?: string } = {}) => dueDay(status, '2026-07-10', { scriptDueOn: null, publishOn: null, ...terms }, scripts);

  it('follows the brief for drafts and publication, and the policy for reviews', () => {
    expect(due('draft', { scriptDueOn: '2026-07-20' })).toBe('2026-07-20');
    expect([due('draft'), due('ready'), due('published', { publishOn: '2026-07-20' })]).toEqual([null, null, null]);
    expect([due('submitted'), due('content_approved'), due('returned')]).toEqual(['2026-07-12', '2026-07-12', '2026-07-12']);
    expect(due('ready', { publishOn: '2026-07-20' })).toBe('2026-07-20');
  });

  it('is never later than the planned publication, as long as that lies ahead', () => {
    expect(due('submitted', { publishOn: '2026-07-11' })).toBe('2026-07-11');
    expect(due('submitted', { publishOn: '2026-07-01' })).toBe('2026-07-10');
  });

  it('is overdue from the day after', () => {
    expect([isOverdue('2026-07-10', '2026-07-10'), isOverdue('2026-07-10', '2026-07-11'), isOverdue(null, '2026-07-11')]).toEqual([false, true, false]);
  });
});
