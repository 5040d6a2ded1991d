import { expect, it } from 'vitest';
import { paths } from '#app/lib/paths.ts';
import { expectNoFaults, untilLive, useBrowser } from './visitor.ts';

const { visitor } = useBrowser();
const SLOW_MS = 2_600;

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
