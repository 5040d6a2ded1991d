import type { Page } from 'playwright-core';
import { CLOSE, OPEN } from './pseudo.mjs';

interface Brackets {
  readonly open: string;
  readonly close: string;
}

/**
 * Words on the page that stand outside the brackets of every text, and that no loader sent: they were written into the code, and stay
 * English in Chinese. Months, currencies and "3 days ago" come from the platform.
 */
export async function literalWords(page: Page): Promise<string[]> {
  return await page.evaluate(({ open, close }: Brackets) => {
    const wordsOf = (text: string) => text.match(/(?<![\p{L}\d])\p{L}{2,}(?![\p{L}\d])/gu) ?? []; // not the letters of an id
    const known = new Set<string>();
    const learn = (value: unknown): void => {
      if (typeof value === 'string') for (const word of wordsOf(value)) known.add(word);
      else if (value instanceof Date) return;
      else if (typeof value === 'object' && value !== null) for (const [key, part] of Object.entries(value)) { learn(key); learn(part); }
    };
    const { __remixRouter: remix } = window as unknown as { __remixRouter: { state: { loaderData: unknown } } }; // Remix's own, which has no public type
    learn(remix.state.loaderData);
    for (let month = 0; month < 12; month += 1) for (const style of ['short', 'long'] as const) learn(new Intl.DateTimeFormat('en-GB', { month: style }).format(new Date(2026, month, 1)));
    const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
    for (const unit of ['minute', 'hour', 'day', 'month', 'year'] as const) for (const count of [-2, -1, 0, 1, 2]) learn(relative.format(count, unit));
    for (const currency of ['CNY', 'USD', 'EUR', 'HKD', 'JPY']) learn(new Intl.NumberFormat('en', { style: 'currency', currency }).format(1));
    learn('KB MB GB px true false CSV XLSX JSON SVG PNG ROI');

    const outside: string[] = [];
    let depth = 0;
    const read = (text: string): void => {
      let rest = '';
      for (const sign of text) {
        if (sign === open) depth += 1;
        else if (sign === close) depth -= 1;
        else if (depth === 0) rest += sign;
      }
      if (wordsOf(rest).some((word) => !known.has(word))) outside.push(rest.trim());
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest('script, noscript, style, code, kbd, [translate=no]')) read(walker.currentNode.nodeValue ?? '');
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) for (const element of document.querySelectorAll(`[${name}]:not([translate=no])`)) { depth = 0; read(element.getAttribute(name) ?? ''); }
    return [...new Set(outside)];
  }, { open: OPEN, close: CLOSE });
}

/** Texts of the interface that are cut off, or that stick out of the control or the cell which they belong to. */
export async function clippedTexts(page: Page): Promise<string[]> {
  return await page.evaluate(({ open }: Brackets) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const holder = text.parentElement;
      if (!holder || !text.nodeValue?.includes(open) || !holder.checkVisibility() || holder.closest('script, noscript, style, option, select')) continue;
      if (holder.getBoundingClientRect().width <= 1) continue; // hidden for the eye, there for the ear
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || getComputedStyle(holder).visibility === 'hidden') continue;
      const owner = holder.closest('button, summary, th, td, [role=tab], label, legend, dt, dd');
      const frame = owner?.getBoundingClientRect();
      if (owner && frame && (box.right > frame.right + 1.5 || box.left < frame.left - 1.5)) found.push(`sticks out of its ${owner.tagName.toLowerCase()}: ${text.nodeValue}`);
      for (let around: Element | null = holder; around && around !== document.body; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (style.overflowX === 'auto' || style.overflowX === 'scroll') break;
        if (style.position === 'absolute' && style.clip !== 'auto') break; // hidden for the eye, there for the ear
        if (style.overflowX !== 'hidden' && style.overflowX !== 'clip') continue;
        const limit = around.getBoundingClientRect();
        const isTold = around.closest('[title]') !== null;
        if (limit.width > 1 && !isTold && (box.right > limit.right + 1.5 || box.bottom > limit.bottom + 1.5)) found.push(`cut off: ${text.nodeValue}`);
      }
    }
    return [...new Set(found)];
  }, { open: OPEN, close: CLOSE });
}
