import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import type { Locale } from '#app/i18n/locale.ts';
import { LOCALES } from '#app/i18n/locale.ts';
import { paths } from '#app/lib/paths.ts';
import { SUMMER_CAMPAIGN } from '#app/services/demo/summer-campaign.ts';
import type { Visitor } from './visitor.ts';
import { expectNoFaults, untilLive, useBrowser } from './visitor.ts';

const { visitor } = useBrowser();
const MOST_STOPS = 140;
/** The keys are the same in every language, and the pages are walked in both elsewhere; `LANGUAGES=all` takes both here too. */
const SPOKEN: readonly Locale[] = process.env['LANGUAGES'] === 'all' ? LOCALES : ['zh-CN'];

/** What is wrong with where the focus is now: it cannot be seen, or something that stays on top covers it (WCAG 2.2, 2.4.7 and 2.4.11). */
async function faultOfFocus(page: Page): Promise<string | null> {
  return await page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body || focused.id === 'content') return null;
    const name = `${focused.tagName.toLowerCase()} ${(focused.getAttribute('aria-label') ?? focused.getAttribute('name') ?? focused.textContent ?? '').trim().slice(0, 40)}`;
    // A radio button or a file field without a look of its own is drawn by what surrounds it.
    const drawn = [focused, focused.closest('label, summary, [data-focus]'), focused.parentElement].flatMap((element) => (element ? [getComputedStyle(element)] : []));
    if (!drawn.some((style) => (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none')) return `${name}: the focus cannot be seen`;
    const box = focused.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return null;
    const points = [[box.left + box.width / 2, box.top + box.height / 2], [box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3], [box.left + 3, box.bottom - 3]] as const;
    const isSeen = points.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top !== null && (focused.contains(top) || top.contains(focused) || focused.closest('label')?.contains(top) === true);
    });
    return isSeen ? null : `${name}: something covers it at ${Math.round(box.left)}, ${Math.round(box.top)}`;
  });
}

/** Presses Tab until the focus is on a control, looking at every stop on the way. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  const there = () => target.first().evaluate((element) => element === document.activeElement || (element.contains(document.activeElement) && document.activeElement !== document.body));
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await there()) return expect(await faultOfFocus(page)).toBeNull();
    await page.keyboard.press('Tab');
    expect(await faultOfFocus(page)).toBeNull();
  }
  throw new Error(`${MOST_STOPS} times Tab did not get there; the focus is on ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))}`);
}

/** Goes to fields by their names, in their order, and types into each. */
async function typeInto(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    await tabTo(page, page.locator(`main [name="${name}"]:not([type=hidden])`));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(value);
  }
}

async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

const main = (page: Page, selector: string) => page.locator(`main ${selector}`);
const submit = (page: Page) => main(page, 'form[method=post] button[type=submit]');

describe.each(SPOKEN)('manager and finance, in %s, by keyboard alone', (locale: Locale) => {
  /** Tells what this run makes from what is there, in this language and the other. */
  const mark = randomUUID().slice(0, 8);
  const newcomer = `Keys ${mark}`;
  let person: Visitor;
  let finance: Visitor;
  beforeAll(async () => {
    person = await visitor({ locale });
    finance = await visitor({ locale });
    await finance.signIn('finance');
  });
  afterAll(async () => {
    await person.context.close();
    await finance.context.close();
  });

  it('signs in', async () => {
    const { page } = person;
    await person.open(paths.signIn(paths.kols()));
    await typeInto(page, { email: 'manager@demo.example', password: inject('portalPassword') });
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${paths.kols()}`);
    await untilLive(page);
    expectNoFaults(person);
  });

  it('skips the frame of the page with the first stop', async () => {
    const { page } = person;
    await page.goto(paths.kols(), { waitUntil: 'commit' });
    await page.locator('a[href="#content"]').waitFor({ state: 'attached' });
    // Also before any script has run: the link is the browser's own.
    await page.keyboard.press('Tab');
    expect(await faultOfFocus(page)).toBeNull();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'content');
    await untilLive(page);
    await page.waitForLoadState('networkidle'); // parts that are loaded later have arrived
    expectNoFaults(person);
  });

  it('narrows the roster by a group of conditions, and takes one of them back', async () => {
    const { page, t } = person;
    await person.open(paths.kols('?v=all'));
    await pressOn(page, main(page, 'summary').filter({ hasText: new RegExp(`^${t('common:table.filters')}`) }));
    const panel = main(page, 'form').filter({ has: page.getByRole('button', { name: t('filters:apply') }) });
    const choose = async (place: number, value: string) => {
      await pressOn(page, panel.locator('details summary').nth(place));
      await pressOn(page, panel.locator('details').nth(place).getByRole('checkbox', { name: value }), 'Space');
    };
    await choose(0, t('domain:tier.top'));
    await pressOn(page, panel.getByRole('button', { name: t('filters:addGroup') }));
    await page.keyboard.press('ArrowDown'); // the focus is on the new condition's column already
    await choose(1, t('domain:kolStatus.bench'));
    await pressOn(page, panel.getByRole('button', { name: t('filters:addToGroup', { number: 1 }) }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await choose(2, t('domain:platform.douyin'));
    await pressOn(page, panel.getByRole('button', { name: t('filters:apply') }));
    await page.waitForURL(/[?&]c1=tier\+is\+top&c2\.any=status\+is\+bench&c2\.any=platform\+is\+douyin$/);
    await page.getByText('(').waitFor();
    await pressOn(page, main(page, `a[aria-label$="${t('domain:platform.douyin')}"]`));
    await page.waitForURL(/[?&]c1=tier\+is\+top&c2=status\+is\+bench$/);
    expectNoFaults(person);
  });

  it('adds a KOL', async () => {
    const { page } = person;
    await person.open(paths.kols());
    await pressOn(page, main(page, `a[href="${paths.kolNew()}"]`));
    await page.waitForURL(`**${paths.kolNew()}`);
    await typeInto(page, { name: newcomer, 'handle.0': `keys_${mark}`, 'followers.0': '12000' });
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/kols\/[0-9a-f]{8}-[0-9a-f-]+$/);
    await page.getByRole('heading', { level: 1, name: newcomer }).waitFor();
    expectNoFaults(person);
  });

  it('creates a campaign', async () => {
    const { page } = person;
    const slug = `keys-${mark}`;
    await person.open(paths.campaignNew());
    await typeInto(page, { name: '键盘', slug });
    await tabTo(page, main(page, '[name=startsOn]'));
    await page.keyboard.type('12012026');
    await tabTo(page, main(page, '[name=endsOn]'));
    await page.keyboard.type('12312026');
    await typeInto(page, { budget: '10000' });
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${paths.campaign({ slug })}`);
    expectNoFaults(person);
  });

  it('copies the link of a collaboration, and is told', async () => {
    const { page, t } = person;
    await person.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: inject('portalOrigin') });
    await person.open(paths.collaborations());
    await pressOn(page, main(page, 'tbody th a'));
    await page.waitForURL(/\/collaborations\/[0-9a-f-]{36}$/);
    const link = (await main(page, 'code a, a code, a[href*="/t/"]').first().textContent()) ?? '';
    await pressOn(page, main(page, `button[aria-label="${t('common:action.copy')} ${link}"]`));
    await main(page, 'button').filter({ hasText: t('common:action.copied') }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    expectNoFaults(person);
  });

  it('sorts the ROI board, and opens a figure down to its rows', async () => {
    const { page } = person;
    await person.open(paths.roi());
    await pressOn(page, main(page, 'thead .sort-link'));
    await page.waitForURL(/[?&]sort=/);
    await pressOn(page, main(page, 'tbody td a[href*="/orders"]'));
    await page.waitForURL(/\/collaborations\/[0-9a-f-]{36}\/orders/);
    expectNoFaults(person);
  });

  it('brings a roster, which is checked before it is taken in', async () => {
    const { page, t } = person;
    await person.open(paths.importNew({ kind: 'roster' }));
    const file = main(page, 'input[type=file]');
    await tabTo(page, file);
    await file.setInputFiles({ name: 'keys.csv', mimeType: 'text/csv', buffer: Buffer.from(`name,tier,platform,handle,followers\nKeys,mid,douyin,keys_${randomUUID().slice(0, 8)},12000\n`) });
    await pressOn(page, page.getByRole('button', { name: t('imports:check') }));
    await pressOn(page, page.getByRole('button', { name: t('imports:importNow') }));
    await page.getByText(t('imports:appliedAll')).waitFor();
    expectNoFaults(person);
  });

  it('creates a collaboration, which then stands in the list with a code of its own', async () => {
    const { page } = person;
    await person.open(`${paths.collaborationNew()}?campaign=${SUMMER_CAMPAIGN.slug}`);
    const account = main(page, 'select[name=accountId]');
    await tabTo(page, account);
    await page.keyboard.type(newcomer);
    expect(await account.evaluate((select) => (select instanceof HTMLSelectElement ? select.selectedOptions[0]?.text : ''))).toContain(newcomer);
    await pressOn(page, submit(page));
    await page.waitForURL(/\/collaborations\/[0-9a-f-]{36}$/);
    const saved = new URL(page.url()).pathname;
    await page.getByRole('heading', { level: 1, name: newcomer }).waitFor();
    await main(page, 'code').filter({ hasText: /^[0-9A-Z]{8}$/ }).first().waitFor();

    await person.open(paths.collaborations(`?q=${encodeURIComponent(newcomer)}`));
    expect(await main(page, 'tbody th a').evaluateAll((links) => links.map((each) => each.getAttribute('href')))).toEqual([saved]);
    expect(await main(page, 'tbody tr').first().textContent()).toContain(SUMMER_CAMPAIGN.name);
    expectNoFaults(person);
  });

  it('reaches the button that accepts a proposal', async () => {
    const { page, t } = person;
    await person.open(paths.proposals());
    await pressOn(page, main(page, 'tbody th a'));
    await page.waitForURL(/\/proposals\/[0-9a-f-]{36}$/);
    await untilLive(page);
    await tabTo(page, page.getByRole('button', { name: t('proposals:accept'), exact: true }));
    expectNoFaults(person);
  });

  it('requests a payment, which finance approves with the password', async () => {
    const { page, t } = person;
    await person.open(paths.financePayments('?show=all'));
    const planned = page.getByRole('row').filter({ hasText: t('domain:paymentStatus.planned') }).filter({ hasNotText: '叶小苒' });
    const address = (await planned.getByRole('link').last().getAttribute('href')) ?? '';
    await person.open(address);
    await pressOn(page, page.getByRole('button', { name: t('payments:step.request'), exact: true }));
    await page.locator('main header').getByText(t('domain:paymentStatus.requested'), { exact: true }).waitFor();

    await finance.open(address);
    const approve = finance.page.getByRole('button', { name: t('payments:step.approve'), exact: true });
    await tabTo(finance.page, finance.page.getByLabel(t('payments:field.password')).or(approve));
    await finance.page.keyboard.type(inject('portalPassword'));
    await pressOn(finance.page, approve);
    await finance.page.locator('main header').getByText(t('domain:paymentStatus.approved'), { exact: true }).waitFor();
    expectNoFaults(person);
    expectNoFaults(finance);
  });

  it('searches the library', async () => {
    const { page } = person;
    await person.open(paths.assets());
    await typeInto(page, { q: 'serum' });
    await page.keyboard.press('Enter');
    await page.waitForURL(/[?&]q=serum/);
    expectNoFaults(person);
  });

  it('prints a statement', async () => {
    const { page, t } = finance;
    await finance.open(paths.finance());
    await pressOn(page, main(page, 'tbody th a'));
    await page.waitForURL(/\/finance\/[0-9a-f-]{36}/);
    await untilLive(page);
    await page.evaluate(() => { window.print = () => { document.title = 'printed'; }; });
    await pressOn(page, page.getByRole('button', { name: t('common:action.print'), exact: true }));
    expect(await page.title()).toBe('printed');
    expectNoFaults(finance);
  });

  it('opens a dialog that keeps the focus, and gets it back on the control that opened it', async () => {
    const { page, t } = person;
    await person.open(paths.assets());
    const opener = page.getByRole('button', { name: t('assets:upload.open'), exact: true });
    await tabTo(page, opener);
    await page.keyboard.press('Enter');
    const dialog = page.locator('dialog[open], [role=dialog]');
    await dialog.waitFor();
    for (let stops = 0; stops < 12; stops += 1) {
      await page.keyboard.press('Tab');
      // A browser's own dialog lets the focus out to the browser's window, never to the page behind.
      expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog, [role=dialog]') !== null)).toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await opener.first().evaluate((element) => element === document.activeElement)).toBe(true);
    expectNoFaults(person);
  });
});
