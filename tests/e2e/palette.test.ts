import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { SHORTCUTS } from '#app/components/shortcut-keys.ts';
import { paths } from '#app/lib/paths.ts';
import type { Visitor } from './visitor.ts';
import { expectNoFaults, untilLive, useBrowser } from './visitor.ts';

const { visitor } = useBrowser();
/** The head KOL of the demo, and what one types for her: the initials of the pinyin of her name. */
const HEAD_KOL = { name: '沈星澜', initials: 'sxl' };

const dialog = (page: Page) => page.locator('dialog[open]');
const chosen = (page: Page) => dialog(page).locator('[cmdk-item][data-selected=true]');
/** Keys are heard once the frame of the page has begun to listen, a moment after React has taken over; the one that opens the palette tells. */
async function untilHeard(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await dialog(page).getByRole('combobox').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
}
const isFocused = (page: Page, selector: string) => page.waitForFunction((wanted) => document.activeElement?.matches(wanted) === true, selector);

/** Puts the focus on the first control of the page's content, opens the palette with Ctrl+K, and types. */
async function ask(page: Page, typed: string): Promise<void> {
  await page.locator('main a[href], main button').first().focus();
  await page.keyboard.press('ControlOrMeta+k');
  await dialog(page).getByRole('combobox').waitFor();
  await page.keyboard.type(typed);
}

/** In Chinese, where a name is also typed by its pinyin; the words of either language are opened by keyboard.test.ts and pages.test.ts. */
describe('search, commands and keys', () => {
  let person: Visitor;
  beforeAll(async () => {
    person = await visitor({ locale: 'zh-CN' });
    await person.signIn('manager');
  });
  afterAll(async () => { await person.context.close(); });

  it('Ctrl+K and the initials of a name in pinyin find a KOL; Enter opens the page, which the next time stands among what was opened last', async () => {
    const { page, t } = person;
    await person.open(paths.roi());
    await ask(page, HEAD_KOL.initials);
    const hit = dialog(page).getByRole('option').filter({ hasText: HEAD_KOL.name }).first();
    await hit.waitFor();
    await chosen(page).filter({ hasText: HEAD_KOL.name }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/kols\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { level: 1, name: HEAD_KOL.name }).waitFor();
    expect(await dialog(page).count()).toBe(0);

    await page.waitForFunction((name) => Object.values(localStorage).some((kept) => String(kept).includes(name)), HEAD_KOL.name);
    await ask(page, '');
    const recent = dialog(page).getByRole('group', { name: t('search:group.recent') });
    await recent.getByRole('option').filter({ hasText: HEAD_KOL.name }).waitFor();
    await page.keyboard.press('Escape');
    expectNoFaults(person);
  });

  it('goes to a page and begins an action by what they are called', async () => {
    const { page, t } = person;
    await person.open(paths.kols());
    await ask(page, t('search:page.calibration'));
    await chosen(page).filter({ hasText: t('search:page.calibration') }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${paths.calibration()}`);

    await ask(page, t('search:action.newCampaign'));
    await chosen(page).filter({ hasText: t('search:action.newCampaign') }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${paths.campaignNew()}`);
    expectNoFaults(person);
  });

  it('acts: the dark look is chosen by name, and is taken back', async () => {
    const { page, t } = person;
    for (const theme of ['dark', 'system'] as const) {
      await person.open(paths.roi());
      await ask(page, t(`search:action.${theme}`));
      await chosen(page).filter({ hasText: t(`search:action.${theme}`) }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForFunction((wanted) => document.documentElement.dataset['theme'] === wanted, theme);
      await untilLive(page);
    }
    expectNoFaults(person);
  });

  it('closes on Escape, and the focus is where it was', async () => {
    const { page } = person;
    await person.open(paths.kols());
    await page.locator('main .row-link').first().focus();
    await page.keyboard.press('ControlOrMeta+k');
    await dialog(page).getByRole('combobox').waitFor();
    await page.keyboard.type('abc');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await isFocused(page, 'main .row-link');
    expectNoFaults(person);
  });

  it('"?" lists the keys; single keys work until they are switched off there, and Ctrl+K goes on working', async () => {
    const { page, t } = person;
    await person.open(paths.roi());
    await untilHeard(page);
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.waitForURL(`**${paths.kols()}`, { waitUntil: 'commit' });
    await page.locator('main .row-link[href^="/kols/"]').first().waitFor(); // the address is there before the page is
    await page.keyboard.press('j');
    await isFocused(page, 'main .row-link');

    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: t('search:shortcuts.title') });
    await sheet.waitFor();
    for (const { name } of SHORTCUTS) expect(await sheet.getByText(t(`search:shortcut.${name}`), { exact: true }).count(), name).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await isFocused(page, 'main .row-link');

    await page.keyboard.press('?');
    await sheet.getByRole('button', { name: t('search:shortcuts.turnOff') }).click();
    await page.waitForURL(`**${paths.kols()}`);
    await untilLive(page);
    for (const key of ['g', 'o', '?', 'c']) await page.keyboard.press(key);
    await page.keyboard.press('ControlOrMeta+k');
    await dialog(page).getByRole('combobox').waitFor();
    expect(new URL(page.url()).pathname).toBe(paths.kols());
    await page.keyboard.type(t('search:action.shortcuts'));
    await chosen(page).filter({ hasText: t('search:action.shortcuts') }).waitFor();
    await page.keyboard.press('Enter');
    await sheet.getByRole('button', { name: t('search:shortcuts.turnOn') }).click();
    await untilLive(page);
    await page.waitForFunction(() => document.querySelector('dialog[open]') === null);
    expectNoFaults(person);
  });
});
