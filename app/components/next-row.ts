/** In the place of rows that are not drawn (app/table/row-window.ts). */
export const ROW_GAP = 'row-gap';
/** Frames in which rows are drawn that come into view; more than it ever takes. */
const MOST_FRAMES = 20;

/** Steps asked for while one waits for its row; null while none waits. */
let waiting: (() => void)[] | null = null;

interface Step {
  readonly from: Element;
  readonly find: () => Element | undefined;
  readonly go: (row: Element) => void;
  /** The same step from where the focus is by then. */
  readonly repeat: () => void;
}

/**
 * Goes from a row of a table to another that `find` knows. Where that is not drawn yet, because the row at hand was scrolled out of view or keys are
 * faster than the screen, the row at hand is brought into view, and what is beside it is gone to once it is there; steps that are asked for meanwhile
 * follow. False where there is no such row.
 */
export function goToRow({ from, find, go, repeat }: Step): boolean {
  if (waiting) {
    waiting.push(repeat);
    return true;
  }
  const found = find();
  if (!found) return false;
  if (!found.classList.contains(ROW_GAP)) {
    go(found);
    return true;
  }
  waiting = [];
  from.scrollIntoView({ block: 'nearest' });
  let frames = 0;
  const again = () => {
    const drawn = find();
    frames += 1;
    if (drawn?.classList.contains(ROW_GAP) && frames < MOST_FRAMES) {
      requestAnimationFrame(again);
      return;
    }
    const steps = waiting ?? [];
    waiting = null;
    if (!drawn || drawn.classList.contains(ROW_GAP)) return;
    go(drawn);
    for (const step of steps) step();
  };
  requestAnimationFrame(again);
  return true;
}
