const MS_PER_DAY = 86_400_000;

/** A click of the order's visitor on a collaboration's link. */
export interface Touch {
  readonly clickId: string;
  readonly collaborationId: string;
  readonly clickedAt: Date;
  /** Link previewers and crawlers are no touches; callers normally leave them out of the query. */
  readonly automated?: boolean;
}

/**
 * The touches that may earn credit, in the order in which they happened: by people, at most `windowDays` times 24 hours
 * before the order and not after it, each click once. Clicks of the same millisecond go by id, so that the order in which
 * they arrived here changes nothing.
 */
export function touchesInWindow(touches: readonly Touch[], placedAt: Date, windowDays: number): Touch[] {
  const untilMs = placedAt.getTime();
  const sinceMs = untilMs - windowDays * MS_PER_DAY;
  const counted = touches
    .filter((touch) => !touch.automated && touch.clickedAt.getTime() >= sinceMs && touch.clickedAt.getTime() <= untilMs)
    .sort(byTimeThenId);
  const seen = new Set<string>();
  return counted.filter((touch) => {
    if (seen.has(touch.clickId)) return false;
    seen.add(touch.clickId);
    return true;
  });
}

function byTimeThenId(a: Touch, b: Touch): number {
  const ms = a.clickedAt.getTime() - b.clickedAt.getTime();
  if (ms !== 0) return ms;
  if (a.clickId !== b.clickId) return a.clickId < b.clickId ? -1 : 1;
  return a.collaborationId < b.collaborationId ? -1 : 1;
}
