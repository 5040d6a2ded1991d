import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOCALES } from '#app/i18n/locale.ts';
import type { Locale } from '#app/i18n/locale.ts';
import type { Role } from '#app/domain/permission.ts';
import { ROLES } from '#app/domain/permission.ts';
import { paths } from '#app/lib/paths.ts';
import { SUMMER_CAMPAIGN } from '#app/services/demo/summer-campaign.ts';
import { barriersOf, sidewaysPixels, spillingCells, untilSettled, wordsOf } from './page-checks.ts';
import { firstLoadBytes } from './page-weight.ts';
import type { ListedPage } from './page-list.ts';
import { addressOf, missingPages, nameOf } from './page-list.ts';
import { goRound, saidOf } from './page-round.ts';
import type { Cookies } from './page-world.ts';
import { cookiesOf, pageWorld } from './page-world.ts';
import { untranslatedParts } from './texts.ts';
import type { Visitor } from './visitor.ts';
import { HEIGHT, useBrowser } from './visitor.ts';

const screenshots = path.resolve('tests/.artifacts/screenshots');
const takesScreenshots = process.env['SCREENSHOTS'] === '1';
const checksAll = process.env['A11Y'] === 'all';
const LOOKS = ['light', 'dark'] as const;
type Look = (typeof LOOKS)[number];
interface View {
  readonly look: Look;
  readonly width: 1280 | 390;
}
/** A look changes no layout, so two views see as much as four. */
const DESK: View = { look: 'light', width: 1280 };
const PHONE: View = { look: 'dark', width: 390 };
const VIEWS: readonly View[] = takesScreenshots || checksAll ? [DESK, { look: 'light', width: 390 }, { look: 'dark', width: 1280 }, PHONE] : [DESK, PHONE];
/** All rules for disabled people are checked in one view and language; what differs in the others is mostly colour. `A11Y=all` checks everything everywhere. */
const CHECKED: Readonly<Record<Locale, { readonly view: View; readonly rules: 'all' | 'contrast' }>> = { en: { view: DESK, rules: 'all' }, 'zh-CN': { view: PHONE, rules: 'contrast' } };
/** Gzipped, of any page (quality.md, "page, 50 rows"). */
const MOST_SCRIPT_BYTES = 180_000;

const { visitor } = useBrowser();
const signedIn = new Map<Role, Cookies>();
let world: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  if (takesScreenshots) {
    fs.rmSync(screenshots, { recursive: true, force: true });
    fs.mkdirSync(screenshots, { recursive: true });
  }
  const person = await visitor();
  for (const role of ROLES) signedIn.set(role, await cookiesOf(role, person));
  world = await pageWorld(signedIn, person);
  await person.context.close();
});

/** What is wrong with a page in one language, looked at light and dark, on a desk and on a phone. */
async function lookAt(person: Visitor, listed: ListedPage): Promise<string[]> {
  const { page, locale } = person;
  const status = await person.open(addressOf(listed, world));
  const found: string[] = status === (listed.status ?? 200) ? [] : [`answered ${status}`];
  const lang = await page.evaluate(() => document.documentElement.lang);
  if (lang !== locale) found.push(`the page says lang="${lang}"`);
  for (const part of untranslatedParts(await wordsOf(page))) found.push(`untranslated: ${part}`);
  if (status === 200 && locale === 'en') {
    const scriptBytes = firstLoadBytes(await (await page.request.get(page.url())).text());
    if (scriptBytes > MOST_SCRIPT_BYTES) found.push(`${scriptBytes} bytes of JavaScript before the page can be used`);
  }
  const grounds = new Set<string>();
  for (const view of VIEWS) {
    const { look, width } = view;
    await page.emulateMedia({ colorScheme: look });
    await page.setViewportSize({ width, height: HEIGHT });
    await untilSettled(page);
    grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    const wider = await sidewaysPixels(page);
    if (wider > 0) found.push(`${wider} px wider than a window of ${width} px (${look})`);
    for (const cell of await spillingCells(page)) found.push(`${look} ${width} runs over its neighbour: ${cell}`);
    const checked = CHECKED[locale];
    if (checksAll || view === checked.view) found.push(...(await barriersOf(page, checksAll ? 'all' : checked.rules)).map((barrier) => `${look} ${width} ${barrier}`));
    if (takesScreenshots) await page.screenshot({ path: path.join(screenshots, `${nameOf(listed)}-${locale}-${look}-${width}.jpg`), type: 'jpeg', quality: 70, fullPage: true });
  }
  if (grounds.size !== LOOKS.length) found.push('light and dark look the same');
  return found;
}

it('no page of the portal is forgotten', () => {
  expect(missingPages(), 'add these to tests/e2e/page-list.ts').toEqual([]);
});

describe.each(LOCALES)('every page in %s', (locale: Locale) => {
  it('fits a desk and a phone, light and dark, in its language, without a barrier and without a fault on the console', { timeout: 600_000 }, async () => {
    const enter = async (role: Role | null) => await visitor({ locale, cookies: role === null ? [] : (signedIn.get(role) ?? []) });
    const found = await goRound({ enter, world, look: lookAt });
    expect(found, saidOf(found)).toEqual({});
  });
});

describe('the pictures of the README', () => {
  const isWanted = process.env['KOL_UPDATE_PICTURES'] === '1';
  it('show the ROI board as it is', async () => {
    const person = await visitor({ cookies: signedIn.get('manager') ?? [] });
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
