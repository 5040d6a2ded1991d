import { createContext, useContext } from 'react';
import type { MatrixBoard } from '#app/domain/matrix-board.ts';
import type { Move } from '#app/domain/matrix-move.ts';
import type { Subject, Target } from './moves.ts';

export interface BoardMoves {
  readonly board: MatrixBoard;
  /** Opens the dialog of a move, with where to if that is said. */
  readonly ask: (subject: Subject, target?: Target) => void;
  /** Makes a move that the rules allow; asks first where something has to be confirmed; says why where they forbid it. */
  readonly tryMove: (subject: Subject, move: Move) => void;
  readonly send: (name: string, target: Target | null, fields: Readonly<Record<string, string>>) => void;
  /** Who is being moved to where: shown as a shadow until the server has answered, the money is not. */
  readonly pending: { readonly name: string; readonly target: string } | null;
  /** Whether what was sent last was not done: why stands above the board, and what was typed stays. */
  readonly isRefused: boolean;
}

/** Null where nobody may move anybody. */
export const BoardMovesContext = createContext<BoardMoves | null>(null);

/** The moves of the board for those who may make them; null for those who only look. */
export function useBoardMoves(): BoardMoves | null {
  return useContext(BoardMovesContext);
}
