import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { paths } from '#app/lib/paths.ts';
import { shiftsOf, watchShifts } from './layout-shift.ts';
import type { Visitor } from './visitor.ts';
import { expectNoFaults, untilLive, useBrowser } from './visitor.ts';

const { visitor } = useBrowser();
/** Of 500 rows; a screen shows about 20. */
const MOST_DRAWN = 120;
/** Before all names of the demo, so that the rows behind them are its own. */
const NAME = '0 of a long list';
const ADDED = 470;
let manager: Visitor;
let page: Page;
let folder = '';

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-long-list-'));
  manager = await visitor();
  ({ page } = manager);
  await manager.signIn('manager');
  await page.addInitScript(watchShifts);
});
afterAll(async () => {
  await manager.context.close();
  fs.rmSync(folder, { recursive: true });
});

const rows = () => page.locator('main tbody tr[data-row]');
const rowAt = (place: number) => page.locator(`main tr[data-row][aria-rowindex="${place + 1}"]`);
const placeOfFocus = async () => Number(await page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('aria-rowindex'))) - 1;

/** Scrolls until a row's place is in view. */
async function scrollTo(place: number): Promise<void> {
  await page.locator('.table-frame').evaluate((frame, share) => frame.scrollTo(0, frame.scrollHeight * share), (place - 3) / 500);
  await rowAt(place).waitFor();
}

it('draws what is in view of 500 orders, says how many there are, and moves nothing while they are scrolled', async () => {
  await manager.open(paths.orders('?rows=500'));
  await page.getByRole('link', { name: manager.t('common:table.rowsOnPage', { count: 500 }), exact: true }).and(page.locator('[aria-current]')).waitFor();
  expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('502');
  const widths = () => page.locator('main thead th').evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width));
  const before = await widths();
  for (const place of [120, 480, 250, 3]) {
    await scrollTo(place);
    expect(await rows().count()).toBeLessThan(MOST_DRAWN);
  }
  expect(await widths()).toEqual(before);
  expect(await shiftsOf(page)).toEqual([]);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect(await rows().count(), 'on paper').toBe(500);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect.poll(() => rows().count()).toBeLessThan(MOST_DRAWN);
  await page.keyboard.press('Control+f');
  expect(await rows().count(), 'for the browser to search').toBe(500);
  expectNoFaults(manager);
});

it('walks by keys beyond the drawn rows of the roster and edits the 480th KOL', async () => {
  const importId = await importKols();
  await manager.open(paths.kols(`?rows=500&sort=name`));
  await page.getByRole('grid').waitFor();
  await rowAt(2).locator('[data-edit-cell=tier]').focus();
  for (let step = 0; step < 60; step += 1) await page.keyboard.press('ArrowDown');
  await expect.poll(placeOfFocus).toBe(62);
  expect(await rows().count()).toBeLessThan(MOST_DRAWN);

  await scrollTo(480);
  const verticals = rowAt(480).locator('[data-edit-cell=verticals]');
  await verticals.focus();
  await page.keyboard.type('far down');
  await page.keyboard.press('Enter');
  await expect.poll(() => verticals.getAttribute('aria-label')).toContain('far down');
  await verticals.focus();
  await scrollTo(10);
  expect(await placeOfFocus(), 'the row with the focus stays, out of view').toBe(480);
  await page.keyboard.press('ArrowUp');
  await expect.poll(placeOfFocus).toBe(479);

  await page.keyboard.press('Control+z');
  await expect.poll(() => verticals.getAttribute('aria-label')).not.toContain('far down');
  await rowAt(479).getByRole('checkbox').check();
  await scrollTo(10);
  await rowAt(10).getByRole('checkbox').click({ modifiers: ['Shift'] });
  await page.getByText(manager.t('editing:select.chosen', { count: 470 })).waitFor();
  const bar = page.getByRole('form', { name: manager.t('editing:select.bar') });
  await bar.getByLabel(manager.t('editing:action.label')).selectOption('add-vertical');
  await bar.getByLabel(manager.t('editing:action.vertical'), { exact: true }).fill('bulk');
  await bar.getByRole('button', { name: manager.t('editing:action.preview') }).click();
  // Ticked rows are sent whether they are drawn or not.
  await page.getByRole('heading', { name: manager.t('editing:bulk.willChange', { count: 470, formatted: '470' }) }).waitFor();
  expectNoFaults(manager);
  await kol('imports', 'undo', importId, '--json');
});

/** Of a column: its heading, and the cell of the first row. */
async function widthOf(id: string): Promise<{ readonly head: number; readonly cell: number }> {
  return await page.locator(`main col[data-column=${id}]`).evaluate((column) => {
    const place = [...(column.parentElement?.children ?? [])].indexOf(column);
    const widthIn = (row: Element | null | undefined) => Math.round(row?.children[place]?.getBoundingClientRect().width ?? 0);
    const table = column.closest('table');
    return { head: widthIn(table?.querySelector('thead tr')), cell: widthIn(table?.querySelector('tr[data-row]')) };
  });
}

/** Drags the right edge of a column's heading, and waits for the address to tell. Returns the width that is wanted. */
async function drag(id: string, by: number): Promise<number> {
  const before = page.url();
  const wanted = (await widthOf(id)).head + by;
  const place = await page.locator(`main col[data-column=${id}]`).evaluate((column) => [...(column.parentElement?.children ?? [])].indexOf(column));
  const edge = page.locator('main thead th').nth(place).locator('.col-resize');
  await edge.scrollIntoViewIfNeeded();
  const box = await edge.boundingBox();
  if (!box) throw new Error(`the heading of ${id} has no edge`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by / 2, y);
  await page.mouse.move(x + by, y);
  expect(await near(id, wanted), 'while it is dragged').toBe(true);
  await page.mouse.up();
  await page.waitForURL(({ href }) => href !== before);
  return wanted;
}

/** Whether a column is as wide as was chosen. */
async function near(id: string, wanted: number): Promise<boolean> {
  const { head, cell } = await widthOf(id);
  return Math.abs(head - wanted) <= 2 && Math.abs(cell - wanted) <= 2;
}

it.each([
  ['the roster', paths.kols(), 'handle'], ['a roster with pinned columns', paths.kols('?cols=name*.tier*.status.handle.followers.band.spend.price.verticals'), 'tier'],
  ['a long list', paths.orders('?rows=500'), 'method'],
])('a column of %s is as wide as it was dragged, wider and narrower, also when the page is opened again', async (_list, address, id) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await manager.open(address);
  for (const by of [80, -110]) {
    const wanted = await drag(id, by);
    await expect.poll(() => near(id, wanted)).toBe(true);
    await page.reload();
    await untilLive(page);
    expect(await near(id, wanted)).toBe(true);
  }
  expectNoFaults(manager);
});

it('holds chosen widths beside columns that need more than there is, and where every column has one', async () => {
  for (const search of ['?w=tier-200', '?w=spend-300', '?w=name-90.verticals-60', '?cols=name*.tier.spend&w=name-120.spend-60.tier-70']) {
    await manager.open(paths.kols(search));
    for (const [, id = '', width] of search.matchAll(/(\w+)-(\d+)/g)) expect(await near(id, Number(width)), `${search} ${id}: ${JSON.stringify(await widthOf(id))}`).toBe(true);
  }
});

it.each([
  { width: 1440, height: 768, addresses: [paths.kols(), paths.orders('?rows=50'), paths.orders('?rows=500'), paths.finance(), paths.roi()] },
  { width: 1440, height: 1080, addresses: [paths.kols(), paths.orders('?rows=500'), paths.roi()] },
  { width: 390, height: 800, addresses: [paths.kols()] },
])('the header row stands below the top bar as long as rows are to be seen, $width x $height', async ({ width, height, addresses }) => {
  await page.setViewportSize({ width, height });
  for (const address of addresses) {
    await manager.open(address);
    const places = await page.evaluate(async () => {
      const rectOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
      const found: number[] = [];
      for (let top = 0; top <= document.documentElement.scrollHeight; top += 90) {
        window.scrollTo(0, top);
        await new Promise<void>((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => resolve())); });
        const [bar, head, frame] = [rectOf('header.sticky'), rectOf('main .table-frame thead th'), rectOf('main .table-frame')];
        // The last row goes with the end of the frame, and the header before it.
        if (frame.bottom > bar.bottom + head.height * 3) found.push(Math.round(head.top - bar.bottom));
      }
      return found;
    });
    expect(Math.min(...places), `${address}: ${places.join(' ')}`).toBeGreaterThanOrEqual(0);
  }
  expectNoFaults(manager);
});

/** Adds KOLs that no proposal would name, and returns their import, to be undone. */
async function importKols(): Promise<string> {
  const file = path.join(folder, 'kols.csv');
  const lines = Array.from({ length: ADDED }, (_, place) => `${NAME} ${String(place).padStart(3, '0')},emerging,blocked,douyin,long-list-${place},${1_000 + place}`);
  fs.writeFileSync(file, ['name,tier,status,platform,handle,followers', ...lines].join('\n'));
  await kol('import', 'roster', file, '--json');
  const found: { items: { id: string; fileName: string }[] } = JSON.parse(await kol('imports', 'list', '--kind', 'roster', '--json'));
  return found.items.find(({ fileName }) => fileName === 'kols.csv')?.id ?? '';
}

/** The command line beside the portal; throws what it said when it fails. */
async function kol(...words: string[]): Promise<string> {
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', LOG_LEVEL: 'error', KOL_DATA_DIR: inject('portalDataDir'), ...inject('portalDatabase') };
  const { stdout } = await promisify(execFile)(process.execPath, [path.resolve('build/server/kol.js'), ...words], { env });
  return stdout;
}
