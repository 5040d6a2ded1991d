import type { MatrixMoveOutcome } from '#app/services/move-in-matrix.server.ts';

type Moved = Extract<MatrixMoveOutcome, { status: 'moved' }>;

/** Why nothing was moved, apart from the rules that the board shows itself. */
export type Refusal =
  | Extract<MatrixMoveOutcome, { status: 'stale' | 'refused' }>
  /** A field that was not understood; `form` for the whole. */
  | { readonly status: 'unreadable'; readonly field: 'fee' | 'reason' | 'form' };

/** What the action of a move answers to the board and to its own page. */
export type MoveAnswer =
  | (Omit<Moved, 'undo'> & { /** Fields of the form that takes it back. */ readonly undo: Readonly<Record<string, string>> | null })
  | Extract<MatrixMoveOutcome, { status: 'to-confirm' | 'forbidden' }>
  | Refusal;
