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
