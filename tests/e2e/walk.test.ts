import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { LIGHTS } from '#app/domain/scoring/light.ts';
import { formatCompact, formatMoney, formatRatio } from '#app/i18n/format.ts';
import { LOCALES } from '#app/i18n/locale.ts';
import { paths } from '#app/lib/paths.ts';
import { textsOf } from './texts.ts';
import type { Visitor } from './visitor.ts';
import { expectNoFaults, rowOf, tileOf, untilLive, useBrowser } from './visitor.ts';
import { API_ORDER_MINOR, deliverOrder, EXPORT, FOLLOWERS, sendOrder, shopifyExport, walkData, WEBHOOK_ORDER_MINOR } from './walk-data.ts';

const { visitor } = useBrowser();
const origin = () => inject('portalOrigin');
/** '¥1,234.56' -> 123456 */
const minorOf = (text: string | null) => Math.round(Number((text ?? '').replace('−', '-').replace(/[^\d.-]/g, '')) * 100);

describe.each(LOCALES)('a new user in %s', (locale) => {
  const data = walkData(locale, new Date());
  const soldMinor = EXPORT.netMinor + API_ORDER_MINOR + WEBHOOK_ORDER_MINOR;
  let manager: Visitor;
  let page: Page;
  let collaboration = { path: '', code: '' };

  beforeAll(async () => {
    manager = await visitor({ locale });
    ({ page } = manager);
  });
  afterAll(async () => {
    await manager.context.close();
  });

  it('signs in with the printed password and finds the story of the demo', async () => {
    const { t } = manager;
    await manager.open(paths.dashboard());
    expect(new URL(page.url()).pathname).toBe(paths.signIn());
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    await manager.signIn('manager');
    await page.getByRole('heading', { name: t('dashboard:needs.title') }).waitFor();
    await page.getByRole('link', { name: t('shell:nav.roi'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: t('roi:title'), exact: true }).waitFor();
    const board = page.getByRole('table', { name: t('roi:title'), exact: true });
    await board.waitFor();
    for (const light of ['star', 'green', 'amber', 'red'] as const) expect(await board.getByText(t(`domain:light.${light}`), { exact: true }).count(), light).toBeGreaterThan(0);
    expectNoFaults(manager);
  });

  it('reads the portal in the other language, which is remembered', async () => {
    const other = locale === 'en' ? 'zh-CN' : 'en';
    await manager.open(paths.roi());
    await switchLanguage(manager.t, other, locale);
    await page.getByRole('heading', { level: 1, name: textsOf(other)('roi:title') }).waitFor();
    await manager.open(paths.kols());
    expect(await page.locator('html').getAttribute('lang')).toBe(other);
    await page.getByRole('heading', { level: 1, name: textsOf(other)('roster:title') }).waitFor();
    await switchLanguage(textsOf(other), locale, other);
    await page.getByRole('heading', { level: 1, name: manager.t('roster:title') }).waitFor();
    expectNoFaults(manager);
  });

  async function switchLanguage(t: Visitor['t'], to: 'en' | 'zh-CN', from: 'en' | 'zh-CN'): Promise<void> {
    const name = (which: 'en' | 'zh-CN') => t(`shell:languageName.${which}`);
    await page.locator('summary', { hasText: name(from) }).click();
    await page.getByRole('button', { name: name(to), exact: true }).click();
    await page.locator(`html[lang="${to}"]`).waitFor();
    await untilLive(page);
  }

  it('imports a roster, a campaign and its collaboration, each after seeing what would happen', async () => {
    await importFile('roster', data.rosterCsv, 2);
    await manager.open(paths.kols(`?q=${data.star.handle}`));
    expect(await rowOf(page, data.star.name).textContent()).toContain(formatCompact(FOLLOWERS.star, locale));
    await manager.open(paths.kols(`?q=${data.partner.handle}`));
    expect(await rowOf(page, data.partner.name).textContent()).toContain(formatCompact(FOLLOWERS.partner, locale));
    await importFile('campaigns', data.campaignsCsv, 1);
    await importFile('collaborations', data.collaborationsCsv, 1);
    expectNoFaults(manager);
  });

  async function importFile(kind: 'roster' | 'campaigns' | 'collaborations' | 'orders', text: string, created: number): Promise<void> {
    const { t } = manager;
    await manager.open(paths.importNew({ kind }));
    await page.locator('input[type=file]').setInputFiles({ name: `${kind}-${data.shop}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: t('imports:check') }).click();
    // The file is checked by the worker; the page follows by itself.
    await page.getByRole('button', { name: t('imports:importNow') }).waitFor();
    expect(await tileOf(page, t('imports:future.created')).textContent(), `what a check of ${kind} tells: ${await page.locator('main').textContent()}`).toBe(String(created));
    expect(await tileOf(page, t('imports:future.rejected')).textContent()).toBe('0');
    await page.getByRole('button', { name: t('imports:importNow') }).click();
    await page.getByText(t('imports:appliedAll')).waitFor();
    expect(await tileOf(page, t('imports:count.created')).textContent()).toBe(String(created));
  }

  it('reads code, link, coupon and QR code of the collaboration', async () => {
    const { t } = manager;
    await manager.open(paths.collaborations(`?q=${data.coupon}`));
    await rowOf(page, data.partner.name).getByRole('link', { name: data.partner.name }).click();
    await page.getByRole('heading', { level: 1, name: data.partner.name }).waitFor();
    const link = (await page.getByRole('link', { name: /\/t\/[0-9A-Z]{8}$/ }).getAttribute('href')) ?? '';
    const code = link.split('/').pop() ?? '';
    collaboration = { path: new URL(page.url()).pathname, code };
    expect(link).toBe(origin() + paths.trackingLink({ code }));
    await page.getByText(code, { exact: true }).waitFor();
    await page.getByText(data.coupon, { exact: true }).waitFor();
    await page.getByRole('img', { name: t('collaboration:tracking.qr', { link }) }).waitFor();
    const png = await page.request.get(paths.collaborationQr({ collaborationId: collaboration.path.split('/').pop() ?? '', format: 'png' }));
    expect([png.status(), png.headers()['content-type']]).toEqual([200, 'image/png']);
  });

  let clickId = '';
  it('opens the tracking link: it leads to the shop with everything that tells where the click came from, and is counted', async () => {
    const { t } = manager;
    const [arrival] = await Promise.all([
      manager.context.waitForEvent('request', (request) => request.url().startsWith('https://shop.example.com/')),
      page.getByRole('link', { name: new RegExp(`/t/${collaboration.code}$`) }).click(),
    ]);
    const arrived = new URL(arrival.url()).searchParams;
    expect(Object.fromEntries(arrived)).toEqual({
      ref: 'poster', utm_source: 'douyin', utm_medium: 'kol', utm_campaign: data.campaign.slug, utm_content: collaboration.code, kclid: expect.stringMatching(/^[\w-]{20,}$/),
    });
    clickId = arrived.get('kclid') ?? '';
    for (const other of manager.context.pages()) if (other !== page) await other.close();
    await expect.poll(async () => {
      await manager.open(collaboration.path);
      return await tileOf(page, t('domain:metric.human_clicks')).locator('[title]').getAttribute('title');
    }, { timeout: 30_000, interval: 500 }).toBe('1');
    expectNoFaults(manager);
  });

  it('imports an order export of Shopify, and the same again changes nothing', async () => {
    const { t } = manager;
    const text = shopifyExport(data, collaboration.code, new Date());
    await importFile('orders', text, EXPORT.orders);
    await manager.open(paths.importNew({ kind: 'orders' }));
    await page.locator('input[type=file]').setInputFiles({ name: 'again.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: t('imports:check') }).click();
    await page.getByText(t('imports:blockedNothing')).first().waitFor();
    expect(await tileOf(page, t('imports:count.unchanged')).textContent()).toBe(String(EXPORT.orders));
  });

  it('lets a program send an order with a key, and a shop with its signature', async () => {
    const admin = await visitor({ locale });
    await admin.signIn('admin');
    await admin.open(paths.settingsTokens());
    await admin.page.getByLabel(admin.t('settings:tokens.name')).fill(`walk ${locale}`);
    await admin.page.locator('input[name=scopes][value="orders:write"]').check();
    await admin.page.getByRole('button', { name: admin.t('settings:tokens.create') }).click();
    await admin.page.getByText(admin.t('settings:tokens.newKeyText')).waitFor();
    const token = (await admin.page.locator('code.select-all').textContent()) ?? '';
    expect(await sendOrder(origin(), token, data, clickId)).toMatchObject({ status: 200, created: 1 });
    expect(await sendOrder(origin(), 'not-a-key', data, clickId)).toMatchObject({ status: 401 });

    await admin.open(paths.settingsShops());
    const secret = `walk secret ${locale}`;
    await admin.page.getByLabel(admin.t('settings:shops.shop')).fill(data.shop);
    await admin.page.getByLabel(admin.t('settings:shops.secret')).fill(secret);
    await admin.page.getByRole('button', { name: admin.t('settings:shops.connect') }).click();
    await admin.page.getByText(admin.t('settings:shops.topics')).waitFor();
    const address = (await rowOf(admin.page, data.shop).locator('code').textContent()) ?? '';
    expect(await deliverOrder(address, 'a forged secret', data)).toBe(401);
    expect(await deliverOrder(address, secret, data)).toBe(200);
    expectNoFaults(admin);
    await admin.context.close();
  });

  it('sees the credited revenue and opens it down to the orders that it is the sum of', async () => {
    const { t } = manager;
    await expect.poll(async () => {
      await manager.open(collaboration.path);
      return await tileOf(page, t('domain:metric.revenue')).locator('[title]').getAttribute('title');
    }, { timeout: 30_000, interval: 500 }).toBe(formatMoney(soldMinor, 'CNY', locale));
    await page.getByRole('link', { name: t('domain:metric.revenue'), exact: true }).click();
    const orders = page.getByRole('table', { name: t('collaboration:orders.title') });
    await orders.waitFor();
    const credits = await orders.locator('tbody tr td:last-child').allTextContents();
    expect(credits.reduce((sum, text) => sum + minorOf(text), 0)).toBe(soldMinor);
    expect(minorOf(await orders.locator('tfoot td:last-child').textContent())).toBe(soldMinor);
    await orders.locator('tbody th a').first().click();
    await page.waitForURL('**/orders/**');
    await page.getByRole('heading', { name: t('collaboration:order.facts') }).waitFor();
    expectNoFaults(manager);
  });

  it('runs a review and sees ROI and light of the collaboration', async () => {
    const { t } = manager;
    await manager.open(paths.roi());
    await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), page.getByRole('button', { name: t('roi:runReview') }).click()]);
    await manager.open(paths.roi(`?f.collaboration=${collaboration.path.split('/').pop()}`));
    const row = await rowOf(page, data.partner.name).textContent();
    expect(row).toContain(formatMoney(soldMinor, 'CNY', locale));
    expect(row).toContain(formatMoney(data.feeMinor, 'CNY', locale));
    expect(row).toContain(formatRatio(soldMinor / data.feeMinor, locale));
    expect(LIGHTS.filter((light) => row?.includes(t(`domain:light.${light}`)))).toHaveLength(1);
    expectNoFaults(manager);
  });

  it('opens a score down to its metrics, points and weights, which sum to it', async () => {
    const { t } = manager;
    await manager.open(paths.scorecards());
    await page.getByRole('table').locator('tbody th a').first().click();
    const arithmetic = page.getByRole('table', { name: t('scorecard:arithmetic') });
    await arithmetic.waitFor();
    const score = Number(await arithmetic.locator('tfoot td:last-child').textContent());
    const contributions = await arithmetic.locator('tbody tr:has(th[scope=row]) td:last-child').allTextContents();
    const sum = contributions.reduce((total, text) => total + (Number(text) || 0), 0);
    expect(contributions.length).toBeGreaterThan(5);
    expect(sum).toBeCloseTo(score, 1);
    expect(score).toBeGreaterThan(0);
    expectNoFaults(manager);
  });

  it('accepts a replacement: the old collaboration ends, the candidate is drafted with a code of their own', async () => {
    const { t } = manager;
    await manager.open(paths.proposals('?f.kind=replace'));
    await page.getByRole('table').locator('tbody th a').first().click();
    await page.getByRole('heading', { name: t('proposals:candidates') }).waitFor();
    await untilLive(page);
    expect(await page.getByRole('radio').first().isChecked()).toBe(true);
    const candidate = (await page.getByRole('table', { name: t('proposals:candidates') }).locator('tbody th a').first().textContent()) ?? '';
    await page.getByRole('button', { name: t('proposals:accept'), exact: true }).click();
    await page.getByRole('heading', { name: t('proposals:decision') }).waitFor();
    await page.getByText(t('domain:collaborationStatus.ended'), { exact: true }).first().waitFor();
    const drafted = page.getByText(t('proposals:trackingCode')).locator('code');
    expect(await drafted.first().textContent()).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    await page.getByRole('link', { name: candidate, exact: true }).first().click();
    await page.waitForURL('**/collaborations/*');
    await page.getByText(t('domain:collaborationStatus.draft'), { exact: true }).first().waitFor();
    expectNoFaults(manager);
  });
});
