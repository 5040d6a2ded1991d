import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { paths } from '#app/lib/paths.ts';
import { shiftsOf, watchShifts } from './layout-shift.ts';
import { expectNoFaults, untilLive, useBrowser } from './visitor.ts';

const { visitor } = useBrowser();
const SLOW_MS = 2_600;
/** Longer than the 500 ms after an input in which the browser forgives what moves. */
const UNFORGIVEN_MS = 700;

it('a page that is long on its way shows its shape, says so in words, and keeps the focus where it was until it is there', async () => {
  const person = await visitor({ locale: 'en' });
  await person.signIn('manager');
  const { page, t } = person;
  await person.open(paths.dashboard());
  await untilLive(page);
  await page.route(new RegExp(`${paths.kols()}\\.data`), async (route) => {
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    await route.continue();
  });
  const link = page.locator(`nav a[href="${paths.kols()}"]`).first();
  await link.focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-skeleton=list]').waitFor();
  expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByText(t('shell:stillLoading')).waitFor();
  await page.locator('main .row-link').first().waitFor();
  await page.locator('[data-skeleton]').waitFor({ state: 'detached' });
  expectNoFaults(person);
  await person.context.close();
});

it('whoever goes on before a page has asked for all it wants gets where they go', async () => {
  const person = await visitor({ locale: 'en' });
  const { page } = person;
  await person.signIn('manager');
  await page.route((url) => url.pathname.startsWith('/__manifest') || url.pathname.startsWith(paths.noticesUnread()), async (route) => {
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    await route.continue();
  });
  await person.open(paths.roi());
  await answered(page, async () => await page.locator('thead .sort-link').first().click());
  expectNoFaults(person);
  await person.context.close();
});

it.each([['the roster', paths.kols()], ['the ROI board', paths.roi()]])('nothing moves under the eyes of a reader when %s answers late', async (_list, address) => {
  const person = await visitor({ locale: 'en' });
  const { page } = person;
  await person.signIn('manager');
  await page.addInitScript(watchShifts);
  await person.open(address);
  await page.route(new RegExp(`${address}\\.data`), async (route) => {
    await new Promise((resolve) => setTimeout(resolve, UNFORGIVEN_MS));
    await route.continue();
  });
  for (const heading of [2, 0]) await answered(page, async () => await page.locator('thead .sort-link').nth(heading).click());
  const filter = page.locator('main details:has(input[name="f.tier"]) > summary').first();
  await filter.click();
  await answered(page, async () => await page.locator('main details[open] input[name="f.tier"]').first().click());
  await page.keyboard.press('Escape');
  await answered(page, async () => await page.locator('main a[aria-label][href]', { has: page.locator('svg') }).filter({ hasText: ':' }).first().click());
  expect(await shiftsOf(page), 'what moved, and how much').toEqual([]);
  expectNoFaults(person);
  await person.context.close();
});

it('what is pressed while an answer is on its way adds to what was asked, in the rows as above them', async () => {
  const person = await visitor({ locale: 'en' });
  const { page } = person;
  await person.signIn('manager');
  await person.open(paths.kols('?group=tier'));
  await untilLive(page);
  await page.route(new RegExp(`${paths.kols()}\\.data`), async (route) => {
    await new Promise((resolve) => setTimeout(resolve, UNFORGIVEN_MS));
    await route.continue();
  });
  const groups = page.locator('.group-row a');
  await groups.nth(0).click();
  await groups.nth(1).click();
  await page.locator('thead .sort-link').first().click();
  await page.waitForURL((url) => url.searchParams.has('sort'));
  expect(new URL(page.url()).searchParams.getAll('closed')).toHaveLength(2);
  await page.locator('main table[aria-busy]').waitFor({ state: 'detached' });
  expectNoFaults(person);
  await person.context.close();
});

/** Does something that loads the same page with another question, and waits until its rows stand. */
async function answered(page: Page, act: () => Promise<void>): Promise<void> {
  const before = page.url();
  await act();
  await page.waitForURL((url) => url.href !== before);
  await page.locator('main table[aria-busy]').waitFor({ state: 'detached' });
  await page.locator('main thead .sort-link').first().waitFor().catch(async () => { throw new Error(`no list at ${page.url()}: ${await page.locator('body').innerText()}`); });
  await page.evaluate(() => new Promise<void>((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50))); }));
}
