import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { LOCALE_COOKIE, LOCALES } from '#app/i18n/locale.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { paths } from '#app/lib/paths.ts';
import { SUMMER_CAMPAIGN } from '#app/services/demo/summer-campaign.ts';
import { untranslatedParts } from './texts.ts';
import type { Visitor } from './visitor.ts';
import { expectNoFaults, HEIGHT, useBrowser } from './visitor.ts';

const screenshots = path.resolve('tests/.artifacts/screenshots');
const LOOKS = ['light', 'dark'] as const;
const WIDTHS = [1280, 390] as const;
type Cookies = Awaited<ReturnType<Visitor['context']['cookies']>>;

const { visitor } = useBrowser();
const signedIn: Partial<Record<'manager' | 'admin', Cookies>> = {};
let pages: Awaited<ReturnType<typeof findPages>> = [];

beforeAll(async () => {
  fs.rmSync(screenshots, { recursive: true, force: true });
  fs.mkdirSync(screenshots, { recursive: true });
  for (const role of ['manager', 'admin'] as const) {
    const person = await visitor();
    await person.signIn(role);
    signedIn[role] = (await person.context.cookies()).filter((cookie) => cookie.name !== LOCALE_COOKIE);
    if (role === 'manager') pages = await findPages(person);
    await person.context.close();
  }
});

/** Every page of the portal with an address that exists in the demo workspace, and who opens it. */
async function findPages(manager: Visitor) {
  const first = async (list: string) => {
    await manager.open(list);
    return await hrefOf(manager.page, 'tbody th[scope=row] a');
  };
  const campaign = await first(paths.campaigns());
  const kol = await first(paths.kols());
  const collaboration = await first(paths.roi());
  const collaborationId = collaboration.split('/').pop() ?? '';
  const scorecard = await first(paths.scorecards());
  const order = await first(paths.collaborationOrders({ collaborationId }));
  const proposal = await first(paths.proposals());
  const statement = await first(paths.finance());
  const byManager = {
    dashboard: paths.dashboard(), campaigns: paths.campaigns(), campaign, 'campaign-new': paths.campaignNew(), 'campaign-edit': `${campaign}/edit`,
    kols: paths.kols(), kol, 'kol-new': paths.kolNew(), 'kol-edit': `${kol}/edit`,
    collaborations: paths.collaborations(), collaboration, 'collaboration-new': paths.collaborationNew(), 'collaboration-edit': paths.collaborationEdit({ collaborationId }),
    'collaboration-costs': paths.collaborationCosts({ collaborationId }), 'collaboration-orders': paths.collaborationOrders({ collaborationId }),
    orders: paths.orders(), order, scorecards: paths.scorecards(), scorecard, roi: paths.roi(), 'roi-tiers': paths.roi('?by=tier'), proposals: paths.proposals(), proposal,
    finance: paths.finance(), 'finance-kol': statement, imports: paths.imports(), 'import-new': paths.importNew({ kind: 'roster' }), 'not-found': '/kols/nobody',
  };
  const byAdmin = {
    settings: paths.settings(), 'settings-workspace': paths.settingsWorkspace(), 'settings-rates': paths.settingsRates(), 'settings-people': paths.settingsPeople(),
    'settings-tokens': paths.settingsTokens(), 'settings-shops': paths.settingsShops(),
  };
  const named = (role: 'manager' | 'admin' | null, addresses: Record<string, string>) => Object.entries(addresses).map(([name, address]) => ({ role, name, address }));
  return [...named(null, { 'sign-in': paths.signIn() }), ...named('manager', byManager), ...named('admin', byAdmin)];
}

async function hrefOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().getAttribute('href')) ?? '';
}

/** All that a person reads or hears on the page. */
async function wordsOf(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const spoken = [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap((element) =>
      ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
    );
    const written: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    // Code shows names that programs use, such as the rights of an API key; they are the same in every language.
    while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest('script, style, code')) written.push(walker.currentNode.nodeValue ?? '');
    return [document.title, ...written, ...spoken].join('\n');
  });
}

/** How far the page is wider than its window; 0 when it does not scroll sideways. */
async function sidewaysPixels(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function lookAtPage(person: Visitor, name: string): Promise<string[]> {
  const { page, locale } = person;
  const found: string[] = [];
  const lang = await page.evaluate(() => document.documentElement.lang);
  if (lang !== locale) found.push(`the page says lang="${lang}"`);
  for (const part of untranslatedParts(await wordsOf(page))) found.push(`untranslated: ${part}`);
  const grounds = new Set<string>();
  for (const look of LOOKS) {
    await page.emulateMedia({ colorScheme: look });
    grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      const wider = await sidewaysPixels(page);
      if (wider > 0) found.push(`${wider} px wider than a window of ${width} px (${look})`);
      await page.screenshot({ path: path.join(screenshots, `${name}-${locale}-${look}-${width}.jpg`), type: 'jpeg', quality: 70, fullPage: true });
    }
  }
  if (grounds.size !== LOOKS.length) found.push('light and dark look the same');
  return found;
}

describe.each(LOCALES)('every page in %s', (locale: Locale) => {
  it('fits a desk and a phone, light and dark, in its language, without a fault on the console', { timeout: 300_000 }, async () => {
    const found: Record<string, string[]> = {};
    for (const role of [null, 'manager', 'admin'] as const) {
      const person = await visitor({ locale, ...(role === null ? {} : { cookies: signedIn[role] ?? [] }) });
      for (const { name, address } of pages.filter((one) => one.role === role)) {
        const status = await person.open(address);
        const wrong = await lookAtPage(person, name);
        const said = person.faults.splice(0).filter((fault) => !(name === 'not-found' && fault.includes('404')));
        if (status !== (name === 'not-found' ? 404 : 200)) wrong.push(`answered ${status}`);
        if (wrong.length + said.length > 0) found[`${name} ${address}`] = [...wrong, ...said];
      }
      await person.context.close();
    }
    expect(found).toEqual({});
  });
});

describe('by keyboard alone', () => {
  const press = async (page: Page, key: string, until: () => Promise<boolean>, most: number): Promise<void> => {
    for (let presses = 0; presses < most; presses += 1) {
      if (await until()) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${most} times ${key} did not get there; the focus is on ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))}`);
  };

  it('one signs in and reaches the button that accepts a proposal', async () => {
    const person = await visitor();
    const { page, t } = person;
    await person.open(paths.signIn(paths.proposals()));
    const focused = (name: string) => async () => (await page.evaluate(() => document.activeElement?.getAttribute('name'))) === name;
    await press(page, 'Tab', focused('email'), 10);
    await page.keyboard.type('manager@demo.example');
    await press(page, 'Tab', focused('password'), 3);
    await page.keyboard.type(inject('portalPassword'));
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${paths.proposals()}`);
    await page.waitForLoadState('networkidle');

    // The tabs of the page lead below /proposals as well: a proposal is named by its id.
    const onProposal = async () => /^\/proposals\/[0-9a-f]{8}-[0-9a-f-]+$/.test(await page.evaluate(() => document.activeElement?.getAttribute('href') ?? ''));
    await press(page, 'Tab', onProposal, 60);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${paths.proposals()}/*`);
    await page.getByRole('button', { name: t('proposals:accept'), exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    const onAccept = () => page.getByRole('button', { name: t('proposals:accept'), exact: true }).evaluate((button) => button === document.activeElement);
    await press(page, 'Tab', onAccept, 80);
    expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).not.toBe('none');
    expectNoFaults(person);
    await person.context.close();
  });
});

describe('the pictures of the README', () => {
  const isWanted = process.env['KOL_UPDATE_PICTURES'] === '1';
  it('show the ROI board as it is', async () => {
    const person = await visitor({ cookies: signedIn.manager ?? [] });
    const file = path.resolve('tests/pictures/roi-board.png');
    await person.open(paths.roi(`?f.campaign=${SUMMER_CAMPAIGN.slug}&sort=light`));
    await person.page.getByRole('table').waitFor();
    if (isWanted) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      await person.page.screenshot({ path: file, clip: { x: 0, y: 0, width: 1280, height: 700 } });
    }
    expect(fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(10_000);
    await person.context.close();
  });
});
