import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { paths } from '#app/lib/paths.ts';
import { SUMMER_CAMPAIGN } from '#app/services/demo/summer-campaign.ts';
import type { Visitor } from './visitor.ts';
import { untilLive, useBrowser } from './visitor.ts';

const { visitor } = useBrowser();
let finance: Visitor;
let kolId = '';
let collaborationId = '';

beforeAll(async () => {
  finance = await visitor({ locale: 'zh-CN' });
  await finance.signIn('finance');
  const idOn = async (list: string, pattern: RegExp) => pattern.exec(await (await finance.context.request.get(list)).text())?.[1] ?? '';
  kolId = await idOn(paths.finance(), /href="\/finance\/([0-9a-f]{8}-[0-9a-f-]+)/);
  collaborationId = await idOn(paths.scorecards(), /href="\/scorecards\/([0-9a-f-]{36})/);
});
afterAll(async () => {
  await finance.context.close();
});

interface Printed {
  readonly name: string;
  readonly address: () => string;
  /** Eight columns or more do not fit a page that stands. */
  readonly isWide?: boolean;
}

const PRINTED: readonly Printed[] = [
  { name: 'the statement of a KOL', address: () => paths.financeKol({ kolId }) },
  { name: 'the report of a review', address: () => paths.review({ slug: SUMMER_CAMPAIGN.slug, periodNumber: 2 }) },
  { name: 'the ledger', address: () => paths.ledger(), isWide: true },
  { name: 'the ROI board', address: () => paths.roi(`?f.campaign=${SUMMER_CAMPAIGN.slug}`), isWide: true },
  { name: 'a scorecard', address: () => paths.scorecard({ collaborationId }) },
  { name: 'the payments', address: () => paths.financePayments('?show=all') },
  { name: 'the matrix board', address: () => paths.campaign({ slug: SUMMER_CAMPAIGN.slug }) },
];

/** A4 on its side, less its margins, in CSS pixels. */
const PAPER_WIDTH = 1_032;

it.each([['the roster', paths.kols()], ['the collaborations', paths.collaborations()]])('%s of somebody who edits it prints what its cells hold, without controls, within the paper', async (_list, address) => {
  const manager = await visitor({ locale: 'zh-CN', width: 1440 });
  const { page } = manager;
  await manager.signIn('manager');
  await manager.open(address);
  const cells = () => page.locator('main tbody tr[data-row]').evaluateAll((rows) => rows.map((row) => [...row.children].slice(1).map((cell) => (cell instanceof HTMLElement ? cell.innerText.replace(/\s+/g, ' ').trim() : ''))));
  const onScreen = await cells();
  expect(await page.locator('main tbody td [data-edit-cell]').count()).toBeGreaterThan(0);
  expect(onScreen.flat().filter((text) => text === ''), 'a value or a dash in every cell').toEqual([]);

  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: PAPER_WIDTH, height: 730 });
  expect(await cells()).toEqual(onScreen);
  const paper = await page.evaluate(() => {
    const shown = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
    const linesOf = (heading: HTMLElement) => {
      const text = document.createRange();
      text.selectNodeContents(heading.querySelector('.head-name, .sort-link > span') ?? heading);
      return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size;
    };
    return {
      controls: shown('main :is(button:not(td .edit-cell), .col-resize, th .edit-cell, .lead)').length,
      looks: [...new Set(shown('td .edit-cell').map((cell) => { const { backgroundColor, borderTopWidth, boxShadow } = getComputedStyle(cell); return `${backgroundColor} ${borderTopWidth} ${boxShadow}`; }))],
      lines: shown('main .table :is(th, td)').filter((cell) => getComputedStyle(cell, '::after').content !== 'none').length,
      broken: shown('main thead th').filter((heading) => !/[\s（]/.test(heading.innerText.trim()) && linesOf(heading) > 1).map((heading) => heading.innerText),
      width: document.querySelector('main .table')?.getBoundingClientRect().width ?? 0,
    };
  });
  expect(paper).toMatchObject({ controls: 0, looks: ['rgba(0, 0, 0, 0) 0px none'], lines: 0, broken: [] });
  expect(paper.width).toBeLessThanOrEqual(PAPER_WIDTH);
  await manager.context.close();
});

/** How the page stands on paper, which is looked at with the style for print. */
async function onPaper(page: Page) {
  return await page.evaluate(() => {
    const isShown = (element: Element) => element.checkVisibility();
    const shown = (selector: string) => [...document.querySelectorAll(selector)].filter(isShown).length;
    const styles = (selector: string) => [...document.querySelectorAll(selector)].filter(isShown).map((element) => getComputedStyle(element));
    return {
      navigation: shown('nav, aside, header.sticky, [role=search]'),
      pressable: shown('main button, main input[type=search]'),
      addresses: [...document.querySelectorAll('.print-address')].filter(isShown).map((note) => note.textContent ?? ''),
      heads: [...new Set(styles('.table thead').map(({ display }) => display))],
      headCells: [...new Set(styles('.table thead th').map(({ position }) => position))],
      rows: [...new Set(styles('.table tbody tr').map(({ breakInside }) => breakInside))],
      cut: styles('.table-frame').filter(({ overflowX }) => overflowX !== 'visible').length,
      ground: getComputedStyle(document.documentElement).colorScheme,
    };
  });
}

it.each(PRINTED)('$name prints with its header rows, without the frame, and says who printed it', async ({ address, isWide = false }) => {
  const { page } = finance;
  await finance.open(address());
  await untilLive(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const paper = await onPaper(page);
  expect(paper).toMatchObject({ navigation: 0, pressable: 0, cut: 0 });
  for (const [what, allowed] of [[paper.heads, 'table-header-group'], [paper.headCells, 'static'], [paper.rows, 'avoid']] as const) expect(what.filter((value) => value !== allowed)).toEqual([]);
  expect(paper.addresses).toEqual([decodeURIComponent(address())]);

  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => Number(width) > Number(height));
  expect(boxes.length).toBeGreaterThan(0);
  if (isWide) expect(boxes.every(Boolean), 'wide tables lie on their side').toBe(true);
  expect(await page.locator('.print-note').textContent(), 'who printed it, and when').toMatch(/由 .+ 打印于 \d{4}年\d+月\d+日 \d\d:\d\d/);
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
});
