import type { Page } from 'playwright-core';

/** quality.md, "web vitals". */
const MOST_SHIFT = 0.02;

interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

/** Runs in the page before anything else: keeps what moved without anybody having touched anything. */
export function watchShifts(): void {
  const shifts: Shift[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!('hadRecentInput' in entry && 'value' in entry && 'sources' in entry && Array.isArray(entry.sources)) || entry.hadRecentInput === true) continue;
      const moved = entry.sources.map(({ node }: { node: Node | null }) => `${node?.nodeName} ${node?.textContent?.slice(0, 30)}`);
      shifts.push({ value: Number(entry.value), moved });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What moved, when all of it together is more than a page may move. */
export async function shiftsOf(page: Page): Promise<readonly Shift[]> {
  const shifts = await page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts); // written by `watchShifts`
  return shifts.reduce((sum, { value }) => sum + value, 0) > MOST_SHIFT ? shifts : [];
}
