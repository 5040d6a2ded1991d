/** In the place of rows that are not drawn (app/table/row-window.ts). */
export const ROW_GAP = 'row-gap';
/** Frames in which rows are drawn that come into view; more than it ever takes. */
const MOST_FRAMES = 20;

/**
 * Goes from a row of a table to another that `find` knows. Where that is not drawn yet, because the row at hand was scrolled out of view or keys are
 * faster than the screen, the row at hand is brought into view, and what is beside it is gone to once it is there. False where there is none.
 */
export function goToRow(from: Element, find: () => Element | undefined, go: (row: Element) => void): boolean {
  const found = find();
  if (!found) return false;
  if (!found.classList.contains(ROW_GAP)) {
    go(found);
    return true;
  }
  from.scrollIntoView({ block: 'nearest' });
  let frames = 0;
  const again = () => {
    const drawn = find();
    frames += 1;
    if (drawn && !drawn.classList.contains(ROW_GAP)) go(drawn);
    else if (frames < MOST_FRAMES) requestAnimationFrame(again);
  };
  requestAnimationFrame(again);
  return true;
}
