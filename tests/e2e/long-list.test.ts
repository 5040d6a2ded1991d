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
import { expectNoFaults, useBrowser } from './visitor.ts';

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
