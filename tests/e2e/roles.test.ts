import { describe, expect, it } from 'vitest';
import { formatMoney } from '#app/i18n/format.ts';
import { paths } from '#app/lib/paths.ts';
import { expectNoFaults, useBrowser } from './visitor.ts';

const { visitor } = useBrowser();
const AMOUNT = /¥[\d,]+\.\d\d/g;

describe('who sees what', () => {
  it('a viewer sees revenue and lights, and no cost, price, fee or ROI on board, collaboration and campaign', async () => {
    const [manager, viewer] = [await visitor(), await visitor()];
    await manager.signIn('manager');
    await viewer.signIn('viewer');
    const { t } = viewer;

    await manager.open(paths.roi());
    await viewer.open(paths.roi());
    const headings = async ({ page }: typeof viewer) => (await page.getByRole('columnheader').allTextContents()).map((text) => text.trim());
    const withheld = [t('roi:column.cost'), t('roi:column.roi'), t('roi:column.atClose'), t('roi:column.below1'), t('roi:column.atLeast3')];
    expect(await headings(manager)).toEqual(expect.arrayContaining(withheld));
    expect((await headings(viewer)).filter((heading) => withheld.includes(heading))).toEqual([]);
    expect(await headings(viewer)).toEqual(expect.arrayContaining([t('roi:column.revenue'), t('roi:column.light')]));

    const collaboration = (await manager.page.locator('tbody th a').first().getAttribute('href')) ?? '';
    await manager.open(paths.campaigns());
    const campaign = (await manager.page.locator('tbody th a').first().getAttribute('href')) ?? '';
    for (const address of [paths.roi(), collaboration, campaign]) {
      const amounts = { manager: await amountsOn(manager, address), viewer: await amountsOn(viewer, address) };
      const hidden = [...amounts.manager].filter((amount) => !amounts.viewer.has(amount));
      expect(hidden.length, `${address}: what only the manager sees`).toBeGreaterThan(0);
      expect([...amounts.viewer].filter((amount) => !amounts.manager.has(amount)), address).toEqual([]);
    }

    await manager.open(collaboration);
    await viewer.open(collaboration);
    const costs = manager.page.getByRole('table', { name: t('collaboration:money.costs') }).locator('tbody td.num');
    const costTexts = (await costs.allTextContents()).filter((text) => /\d/.test(text) && text !== formatMoney(0, 'CNY', 'en'));
    expect(costTexts.length).toBeGreaterThan(0);
    const sent = await viewer.page.content();
    expect(costTexts.filter((text) => sent.includes(text)), 'costs in the document that the viewer was sent').toEqual([]);
    for (const person of [manager, viewer]) {
      expectNoFaults(person);
      await person.context.close();
    }
  });

  async function amountsOn({ open, page }: Awaited<ReturnType<typeof visitor>>, address: string): Promise<Set<string>> {
    await open(address);
    return new Set((await page.locator('main').textContent())?.match(AMOUNT));
  }

  it('the content team cannot open finance, and is told so', async () => {
    const person = await visitor({ locale: 'zh-CN' });
    await person.signIn('content');
    expect(await person.page.getByRole('link', { name: person.t('shell:nav.finance'), exact: true }).count()).toBe(0);
    expect(await person.open(paths.finance())).toBe(403);
    await person.page.getByRole('heading', { name: person.t('errors:forbiddenTitle') }).waitFor();
    await person.context.close();
  });

  it('a wrong password is refused with a sentence, and the e-mail stays in its field', async () => {
    const person = await visitor({ locale: 'zh-CN' });
    const { page, t } = person;
    await person.open(paths.signIn());
    await page.getByLabel(t('auth:email')).fill('manager@demo.example');
    await page.getByLabel(t('auth:password')).fill('not the password');
    await page.getByRole('button', { name: t('auth:signIn'), exact: true }).click();
    await page.getByText(t('auth:wrongCredentials')).waitFor();
    expect(await page.getByLabel(t('auth:email')).inputValue()).toBe('manager@demo.example');
    expect(await person.open(paths.finance())).toBe(200);
    expect(new URL(page.url()).pathname).toBe(paths.signIn());
    await person.context.close();
  });
});
