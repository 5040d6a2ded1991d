import type { CalendarDay } from './period.ts';
import { addDays, earlierDay, laterDay } from './period.ts';
import type { Policy } from './policy.ts';
import type { AdMarkFinding } from './script-checks.ts';

/** States of a collaboration's script on its way to publication (product.md section 4). */
export const SCRIPT_STATUSES = ['draft', 'submitted', 'content_approved', 'ready', 'published', 'returned'] as const;
export type ScriptStatus = (typeof SCRIPT_STATUSES)[number];

/** Longest script, in UTF-16 units: three times a long video's. */
export const SCRIPT_LENGTH = 10_000;

/** Who has the next move: the author's side, the content team, legal, or whoever publishes. */
export const SCRIPT_TURNS = ['author', 'content', 'legal', 'publish'] as const;
export type ScriptTurn = (typeof SCRIPT_TURNS)[number];

/** Whose move it is in each state; null when it is over. */
export const TURN_IN: Record<ScriptStatus, ScriptTurn | null> = {
  draft: 'author', returned: 'author', submitted: 'content', content_approved: 'legal', ready: 'publish', published: null,
};

interface StepRule {
  readonly from: readonly ScriptStatus[];
  /** Where it leads; the content team's approval leads past legal where legal is not required. */
  readonly to: ScriptStatus;
  readonly right: 'write' | 'legal';
}

/** Each step a person can take, the states it starts from, where it leads, and which right it asks for. */
export const SCRIPT_STEPS = {
  submit: { from: ['draft', 'returned'], to: 'submitted', right: 'write' },
  approve_content: { from: ['submitted'], to: 'content_approved', right: 'write' },
  return_content: { from: ['submitted'], to: 'returned', right: 'write' },
  approve_legal: { from: ['content_approved'], to: 'ready', right: 'legal' },
  return_legal: { from: ['content_approved'], to: 'returned', right: 'legal' },
  withdraw: { from: ['submitted', 'content_approved', 'ready'], to: 'draft', right: 'write' },
  publish: { from: ['ready'], to: 'published', right: 'write' },
} as const satisfies Record<string, StepRule>;
export type ScriptStep = keyof typeof SCRIPT_STEPS;
export const SCRIPT_STEP_NAMES = ['submit', 'approve_content', 'return_content', 'approve_legal', 'return_legal', 'withdraw', 'publish'] as const satisfies readonly ScriptStep[];

/** Steps that say no: they need a reason. */
export function needsReason(step: ScriptStep): boolean {
  return step === 'return_content' || step === 'return_legal' || step === 'withdraw';
}

/** What decides whether a step may be taken. */
export interface ScriptFacts {
  readonly status: ScriptStatus;
  /** The newest version written; 0 for none. */
  readonly latestVersion: number;
  readonly needsLegal: boolean;
  /** Whether legal has approved the newest version. */
  readonly hasLegalApproval: boolean;
  readonly adMark: AdMarkFinding['status'];
  readonly mayWrite: boolean;
  readonly mayApproveLegal: boolean;
  /** Whether the person wrote the newest version. */
  readonly isAuthor: boolean;
}

export type ScriptRefusal = 'state' | 'right' | 'nothing-written' | 'own-version' | 'ad-mark' | 'legal-missing';

/**
 * Why a step may not be taken now; null when it may. The one answer for services, disabled buttons and lists. A missing mark 广告 cannot be
 * clicked away: neither legal approval nor publication gets past it.
 */
export function scriptRefusal(step: ScriptStep, facts: ScriptFacts): ScriptRefusal | null {
  const { from, right } = SCRIPT_STEPS[step];
  if (!(from as readonly ScriptStatus[]).includes(facts.status)) return 'state';
  if (right === 'write' ? !facts.mayWrite : !facts.mayApproveLegal) return 'right';
  if (facts.latestVersion === 0) return 'nothing-written';
  if (right === 'legal' && facts.isAuthor) return 'own-version';
  if (step === 'publish' && facts.needsLegal && !facts.hasLegalApproval) return 'legal-missing';
  if ((step === 'approve_legal' || step === 'publish') && facts.adMark === 'missing') return 'ad-mark';
  return null;
}

export function scriptCan(step: ScriptStep, facts: ScriptFacts): boolean {
  return scriptRefusal(step, facts) === null;
}

/** The state after a step. */
export function statusAfter(step: ScriptStep, needsLegal: boolean): ScriptStatus {
  return step === 'approve_content' && !needsLegal ? 'ready' : SCRIPT_STEPS[step].to;
}

/** A new version may be written while it is the author's move; else the script has to be withdrawn or returned first. */
export function isWritable(status: ScriptStatus): boolean {
  return TURN_IN[status] === 'author';
}

export interface DueTerms {
  readonly scriptDueOn: CalendarDay | null;
  readonly publishOn: CalendarDay | null;
}

/**
 * The last day of the step that is due in a state, reached on `since`; null when nothing is. Reviews and revisions have their days by the
 * policy, but never beyond the planned publication, as long as that lies ahead.
 */
export function dueDay(status: ScriptStatus, since: CalendarDay, { scriptDueOn, publishOn }: DueTerms, policy: Policy['scripts']): CalendarDay | null {
  const within = (days: number) => (publishOn === null ? addDays(since, days) : laterDay(since, earlierDay(publishOn, addDays(since, days))));
  switch (status) {
    case 'draft':
      return scriptDueOn;
    case 'returned':
      return within(policy.revisionDays);
    case 'submitted':
      return within(policy.contentDays);
    case 'content_approved':
      return within(policy.legalDays);
    case 'ready':
      return publishOn;
    case 'published':
      return null;
  }
}

/** A step is overdue from the day after its last one. */
export function isOverdue(dueOn: CalendarDay | null, today: CalendarDay): boolean {
  return dueOn !== null && dueOn < today;
}
