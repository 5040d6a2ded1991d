import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** All that a person reads or hears on the page, a line each. */
export async function wordsOf(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const names = ['aria-label', 'title', 'placeholder', 'alt'];
    const spoken = [...document.querySelectorAll(names.map((name) => `[${name}]`).join())].flatMap((element) => names.map((name) => element.getAttribute(name) ?? ''));
    const written: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    // Code shows names that programs use, such as the rights of an API key; they are the same in every language.
    while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest('script, style, code')) written.push(walker.currentNode.nodeValue ?? '');
    return [document.title, ...written, ...spoken].join('\n');
  });
}

const MOST_FRAMES = 60;

/** Waits until the page stands as it will stay: its fonts are there, nothing is moving in, and it is as wide and as high as two frames before. */
export async function untilSettled(page: Page): Promise<void> {
  await page.evaluate(async (most) => {
    await document.fonts.ready;
    const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
    const sizes = () => [document.documentElement, ...document.querySelectorAll('main, main table, main figure')].map((each) => `${each.scrollWidth} ${each.scrollHeight}`).join();
    // One that scrolling drives, or that goes on for ever, is never over.
    const isOver = ({ playState, effect, timeline }: Animation) => playState !== 'running' || timeline !== document.timeline || effect?.getTiming().iterations === Infinity;
    for (let frames = 0, before = ''; frames < most; frames += 2) {
      await frame();
      await frame();
      const now = sizes();
      if (now === before && document.getAnimations().every(isOver)) return;
      before = now;
    }
  }, MOST_FRAMES);
}

/** How far the page is wider than its window; 0 when it does not scroll sideways. */
export async function sidewaysPixels(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Cells of tables whose text is painted beyond them, over their neighbours. What is hidden, cut off on purpose or placed elsewhere does not count. */
export async function spillingCells(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const isPlain = (element: Element) => { const { overflowX, position } = getComputedStyle(element); return overflowX === 'visible' && position !== 'absolute'; };
    const standsIn = (text: Node, cell: Element) => {
      let within = text.parentElement;
      if (!within?.checkVisibility()) return false;
      while (within && within !== cell && isPlain(within)) within = within.parentElement;
      return within === cell && isPlain(cell);
    };
    const spills = (cell: Element) => {
      const { left, right } = cell.getBoundingClientRect();
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT, (text) => (standsIn(text, cell) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
      const range = document.createRange();
      while (texts.nextNode()) {
        range.selectNodeContents(texts.currentNode);
        if ([...range.getClientRects()].some((line) => line.width > 1 && (line.right > right + 1 || line.left < left - 1))) return true;
      }
      return false;
    };
    return [...document.querySelectorAll('main :is(th, td)')].filter(spills).map((cell) => cell.textContent?.slice(0, 60) ?? '');
  });
}

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Rows of one table are made by the same code; with `A11Y=all` each is looked at. */
const SAMPLED_ROWS = 'tbody > tr:nth-child(n + 9)';

/**
 * What keeps people with a disability from using the page, by the rules of WCAG 2.2 AA that a program can check: "rule: where".
 * `contrast` alone is for a second theme of a page that was checked in the first.
 */
export async function barriersOf(page: Page, rules: 'all' | 'contrast'): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode(true); // no frames here, so no second window to put results together in
  if (process.env['A11Y'] !== 'all') builder.exclude(SAMPLED_ROWS);
  const { violations } = await builder
    .options({ resultTypes: ['violations'], runOnly: rules === 'all' ? { type: 'tag', values: WCAG_22_AA } : { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } })
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.any.map(({ message }) => message).join('; ').slice(0, 200)}`));
}
