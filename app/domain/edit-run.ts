import type { BinReason } from './recycle-bin.ts';

/** What an edit in a table is: one cell, a choice of rows at once, a pasted block, or a deletion. */
export const EDIT_KINDS = ['cell', 'bulk', 'paste', 'delete'] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

/** What is edited in tables and can lie in the recycle bin. */
export const EDIT_SUBJECTS = ['kol', 'campaign', 'collaboration'] as const;
export type EditSubject = (typeof EDIT_SUBJECTS)[number];

/** An edit can be taken back for ten minutes (ux.md 1.1). */
export const UNDO_MINUTES = 10;

/** Why a row was left as it is. */
export const EDIT_PROBLEMS = [
  'not-found', 'stale', 'unchanged', 'unreadable', 'reason-missing', 'price-missing', 'too-many-verticals', 'too-long', 'in-use',
  'row-left', 'ends-before-start', 'sign-off-needed', 'tier-locked', 'campaign-closed', 'not-offered',
] as const;
export type EditProblem = (typeof EDIT_PROBLEMS)[number];

export interface SkippedRow {
  readonly id: string;
  readonly label: string;
  readonly problem: EditProblem;
  /** The text that cannot be read. */
  readonly detail?: string;
  /** With `in-use`: what stands in the way, with how many. */
  readonly reasons?: readonly BinReason[];
}

export type UndoStanding = 'possible' | 'already-undone' | 'too-late' | 'not-yours';

/** Whether an edit can be taken back now, by this person: their own, once, within ten minutes. */
export function editUndoStanding(run: { readonly madeAt: Date; readonly madeBy: string | null; readonly undoneAt: Date | null }, personId: string | null, now: Date): UndoStanding {
  if (run.undoneAt !== null) return 'already-undone';
  if (run.madeBy === null || run.madeBy !== personId) return 'not-yours';
  return now.getTime() - run.madeAt.getTime() <= UNDO_MINUTES * 60_000 ? 'possible' : 'too-late';
}
