import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatPercent } from '#app/i18n/format.ts';
import { LOCALES } from '#app/i18n/locale.ts';
import { paths } from '#app/lib/paths.ts';
import { drawPicture } from '#app/services/demo/draw-picture.ts';
import { zipContent } from '#tests/setup/zip-content.ts';
import type { Visitor } from './visitor.ts';
import { expectNoFaults, useBrowser } from './visitor.ts';

const { visitor } = useBrowser();

/** Files are sent in parts of this size; this one in three. */
const PART_BYTES = 4_194_304;
const FILM_BYTES = 9_000_000;
const MP4_HEAD = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex');
const PATIENT = { timeout: 20_000 };
const UPLOADS = `**${paths.assetUpload({ uploadId: '*' })}`;
/** Of the demo workspace: its rights are for live streams and print in mainland China, nothing else. */
const LIVE_POSTER = '直播间面霜海报';

describe.each(LOCALES)('the library in %s', (locale) => {
  let content: Visitor;
  let page: Page;
  let folder = '';
  const film = () => path.join(folder, `film ${locale}.mp4`);
  const picture = () => path.join(folder, `图 ${locale}.png`);
  const other = () => path.join(folder, `other ${locale}.png`);
  const clip = () => path.join(folder, `clip ${locale}.mp4`);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'kol-library-walk-'));
    const green = locale === 'en' ? 90 : 140;
    const drawn = drawPicture({ width: 160, height: 120, wall: [230, green, 150], table: [180, 120, green], product: [90, 60, 110], shape: 'tube', at: 0.5, sun: { x: 0.7, y: 0.2, radius: 0.1 }, brightness: 0 });
    await writeFile(film(), Buffer.concat([MP4_HEAD, randomBytes(FILM_BYTES)]));
    await writeFile(picture(), drawn);
    await writeFile(other(), drawn);
    content = await visitor({ locale });
    ({ page } = content);
    await content.signIn('content');
  });
  afterAll(async () => {
    await content.context.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function choose(...files: string[]): Promise<void> {
    await content.open(paths.assets());
    await page.getByRole('button', { name: content.t('assets:upload.open'), exact: true }).click();
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles(files);
  }
  const line = (file: string) => page.getByRole('dialog').getByRole('listitem').filter({ hasText: path.basename(file) });
  const said = (file: string, words: string | RegExp) => line(file).getByRole('status').filter({ hasText: words }).waitFor();
  const stored = () => content.t('assets:upload.state.stored');

  it('several files at once: a connection lost midway costs nothing, also after the page was loaded anew', async () => {
    const sent: number[] = [];
    let lose = (): void => undefined;
    const lost = new Promise<void>((resolve) => (lose = resolve));
    await page.route(UPLOADS, async (route) => {
      const offset = route.request().method() === 'PATCH' ? Number(route.request().headers()['upload-offset']) : 0;
      if (offset === 0) return await route.continue();
      await lost;
      await route.abort('internetdisconnected');
    });
    await choose(film(), picture());
    await said(picture(), stored());
    await said(film(), content.t('assets:upload.state.sending', { percent: formatPercent(PART_BYTES / (MP4_HEAD.length + FILM_BYTES), locale, 0) }));
    await content.context.setOffline(true);
    const broken = page.waitForEvent('requestfailed', (request) => request.method() === 'PATCH');
    lose();
    await broken;
    await page.unroute(UPLOADS);
    await content.context.setOffline(false);
    content.faults.length = 0; // what the browser says of a connection that is gone

    page.on('request', (request) => {
      if (request.method() === 'PATCH') sent.push(Number(request.headers()['upload-offset']));
    });
    await choose(film());
    await said(film(), stored());
    expect(sent[0]).toBe(PART_BYTES);
    await line(film()).getByRole('link').click();
    const sha256 = createHash('sha256').update(await readFile(film())).digest('hex');
    await page.getByText(sha256).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: content.t('assets:one.download'), exact: true }).click()]);
    expect(createHash('sha256').update(await readFile(await download.path())).digest('hex')).toBe(sha256);
    expectNoFaults(content);
  });

  it('the same bytes under another name point at the asset that has them', async () => {
    await choose(other());
    await said(other(), new RegExp(content.t('assets:upload.state.same', { number: content.t('assets:number', { number: '\\d+' }) })));
    await line(other()).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: `图 ${locale}` }).waitFor();
    expectNoFaults(content);
  });

  it('a server without room says so in words, and goes on when there is room again', async () => {
    await writeFile(clip(), Buffer.concat([MP4_HEAD, randomBytes(1_000)]));
    await page.route(UPLOADS, async (route) => (route.request().method() === 'PATCH' ? await route.fulfill({ status: 507, json: { status: 'error' } }) : await route.continue()));
    await choose(clip());
    await line(clip()).getByText(content.t('assets:upload.refusal.room')).waitFor();
    await page.unroute(UPLOADS);
    await line(clip()).getByRole('button', { name: content.t('assets:upload.retry') }).click();
    await said(clip(), stored());
    content.faults.splice(0, content.faults.length, ...content.faults.filter((fault) => !fault.includes('507')));
    expectNoFaults(content);
  });

  it('takes several as one ZIP: what rights leave out is told before, with the clause', async () => {
    await content.open(paths.assets('?f.kind=image'));
    await page.getByRole('button', { name: content.t('collections:add.select'), exact: true }).click();
    for (const title of [LIVE_POSTER, '小满的清晨护肤']) await page.getByRole('checkbox', { name: content.t('collections:add.selectThis', { title }) }).check();
    await page.getByRole('button', { name: content.t('assets:zip.open') }).click();
    await page.getByRole('heading', { level: 1, name: content.t('assets:zip.title') }).waitFor();
    await page.getByLabel(content.t('assets:reuse.channel')).selectOption('email');
    await page.getByText(content.t('assets:zip.refused', { count: 1 })).waitFor();
    await page.getByLabel(content.t('assets:zip.place')).fill(`Letter of ${locale}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: content.t('assets:zip.take', { count: 1 }) }).click()]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    const files = await zipContent(await readFile(await download.path()));
    expect([...files.keys()]).toEqual([content.t('assets:zip.notes.name'), expect.stringContaining('小满的清晨护肤')]);
    expect([...files.values()][0]?.toString()).toContain(LIVE_POSTER);
    expectNoFaults(content);
  });

  it('a collection that was changed closes its form; one that somebody else changed meanwhile keeps it open, with what was typed', async () => {
    const { t } = content;
    await content.open(paths.collections());
    await page.getByRole('button', { name: t('collections:new') }).click();
    await page.getByRole('dialog').getByLabel(t('collections:name')).fill(`Of ${locale}`);
    await page.getByRole('dialog').getByRole('button', { name: t('collections:create') }).click();
    await page.getByRole('heading', { level: 1, name: `Of ${locale}` }).waitFor();
    const other = await content.context.newPage();
    await other.goto(page.url());
    const rename = async (on: Page, name: string) => {
      await on.getByRole('button', { name: t('collections:one.edit'), exact: true }).click();
      await on.getByRole('dialog').getByLabel(t('collections:name')).fill(name);
      await on.getByRole('dialog').getByRole('button', { name: t('collections:one.save') }).click();
    };
    await rename(page, `Renamed in ${locale}`);
    await page.getByRole('heading', { level: 1, name: `Renamed in ${locale}` }).waitFor();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await rename(other, 'Too late');
    await other.getByRole('dialog').getByText(t('collections:one.stale')).waitFor();
    expect(await other.getByRole('dialog').getByLabel(t('collections:name')).inputValue()).toBe('Too late');
    await other.close();
    expectNoFaults(content);
  });

  it('limits that are not understood stay in their form with what is wrong; taken, the form closes', async () => {
    const admin = await visitor({ locale });
    await admin.signIn('admin');
    await admin.open(paths.assets());
    const { page: at, t } = admin;
    await at.getByRole('button', { name: t('assets:limits.title') }).click();
    const quota = at.getByRole('dialog').getByLabel(t('assets:limits.quota'));
    const before = await quota.inputValue();
    for (const typed of ['much', before]) {
      await quota.fill(typed);
      await at.getByRole('dialog').getByRole('button', { name: t('assets:limits.save') }).click();
      if (typed === 'much') await at.getByRole('dialog').getByText(t('assets:limits.wrong')).waitFor();
    }
    await expect.poll(() => at.getByRole('dialog').count()).toBe(0);
    expectNoFaults(admin);
    await admin.context.close();
  });

  it('finds as one types: two Chinese characters, initials of pinyin, English', async () => {
    await content.open(paths.assets());
    const search = page.getByRole('searchbox', { name: content.t('assets:search') });
    const titles = () => page.locator('main ul > li > a').evaluateAll((cards) => cards.map((card) => card.querySelector('.font-medium')?.textContent ?? ''));
    for (const [typed, found] of [['晚霞', '晚霞精华主图'], ['wxjh', '晚霞精华主图'], ['key vis', 'Summer serum key visual']] as const) {
      await search.fill('');
      await expect.poll(titles, PATIENT).toContain(LIVE_POSTER);
      await search.pressSequentially(typed);
      await page.waitForURL((url) => url.searchParams.get('q') === typed);
      await expect.poll(titles, PATIENT).not.toContain(LIVE_POSTER);
      expect(await titles()).toContain(found);
    }
    expectNoFaults(content);
  });

  it('a download that rights refuse shows the clause; one that they allow comes; a reuse is checked and logged', async () => {
    await content.open(paths.assets(`?q=${encodeURIComponent(LIVE_POSTER)}`));
    await page.getByRole('link', { name: LIVE_POSTER }).click();
    await page.getByRole('heading', { level: 1, name: LIVE_POSTER }).waitFor();
    const clause = content.t('assets:reuse.clause.channel', { channels: [content.t('assets:channel.live_stream'), content.t('assets:channel.offline')].join(content.t('assets:listSeparator')) });
    const take = page.locator('form[method=get]', { has: page.getByLabel(content.t('assets:take.for')) });
    await take.getByLabel(content.t('assets:take.for')).selectOption('paid_ads');
    const [refusal] = await Promise.all([page.waitForResponse((response) => response.status() === 403), take.getByRole('button').click()]);
    expect(refusal.url()).toContain('channel=paid_ads');
    await page.getByText(clause).waitFor();
    await page.getByRole('link', { name: content.t('assets:take.back') }).click();
    await take.getByLabel(content.t('assets:take.for')).selectOption('live_stream');
    const [download] = await Promise.all([page.waitForEvent('download'), take.getByRole('button').click()]);
    expect(download.suggestedFilename()).toContain(LIVE_POSTER);

    const place = `Walk of ${locale}`;
    const reuse = page.locator('form', { has: page.locator('input[name=intent][value=reuse]') });
    for (const channel of ['paid_ads', 'live_stream'] as const) {
      await reuse.getByLabel(content.t('assets:reuse.channel')).selectOption(channel);
      await reuse.getByLabel(content.t('assets:reuse.place')).fill(place);
      await reuse.getByRole('button', { name: content.t('assets:reuse.save') }).click();
      if (channel === 'paid_ads') await page.getByText(content.t('assets:reuse.refused')).waitFor();
      else await page.getByRole('table', { name: content.t('assets:reuse.used') }).getByRole('row', { name: place }).waitFor();
    }
    expect(await page.getByRole('row', { name: place }).count()).toBe(1);
    content.faults.splice(0, content.faults.length, ...content.faults.filter((fault) => !fault.includes('403'))); // the refusal, as browsers tell of it
    expectNoFaults(content);
  });
});
