import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { LOCALES } from '#app/i18n/locale.ts';
import { paths } from '#app/lib/paths.ts';
import type { Visitor } from './visitor.ts';
import { expectNoFaults, untilLive, useBrowser } from './visitor.ts';

const { visitor } = useBrowser();
const SLUG = 'summer-refresh';

/** The matrix board of the demo: somebody from the bench into a new slot and back, by mouse, by keyboard and by menu. */
describe.each(LOCALES)('the matrix board in %s', (locale) => {
  let manager: Visitor;
  let page: Page;
  let slot: Locator;
  let slotNumber = 0;

  beforeAll(async () => {
    manager = await visitor({ locale });
    ({ page } = manager);
    await manager.signIn('manager');
    await manager.open(paths.campaign({ slug: SLUG }));
    const { t } = manager;
    const before = await page.locator('[data-place^="mid."]').count() || await page.getByRole('article', { name: new RegExp(slotName('\\d+')) }).count();
    await page.getByRole('button', { name: t('matrix:addSlot', { tier: t('domain:tier.mid') }) }).click();
    await page.locator('[data-place^="mid."]').nth(before).waitFor();
    slotNumber = before + 1;
    slot = page.locator(`[data-place="mid.${slotNumber}"]`);
  });
  afterAll(async () => {
    await manager.context.close();
  });

  const slotName = (number: number | string) => manager.t('matrix:slot', { tier: manager.t('domain:tier.mid'), slot: number });
  const bench = () => page.getByRole('region', { name: `${manager.t('matrix:bench.title')} ${manager.t('domain:tier.mid')}` });
  /** Who is first on the bench, by name. */
  const firstOnBench = async () => (await bench().getByRole('listitem').first().getByRole('link').first().textContent()) ?? '';
  const drafted = (name: string) => slot.getByRole('article').filter({ hasText: name });

  async function confirmDraft(): Promise<void> {
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    // The rules are there with their numbers before anything is moved.
    expect(await dialog.getByTestId('findings').getByRole('listitem').count()).toBeGreaterThan(1);
    expect(await dialog.getByTestId('findings').textContent()).toContain('%');
    await dialog.getByRole('button', { name: manager.t('matrix:move.confirmDraft') }).click();
  }

  async function takeBack(name: string): Promise<void> {
    await page.getByRole('status').getByText(manager.t('matrix:done.place', { name })).waitFor();
    await page.getByRole('button', { name: manager.t('matrix:move.undo') }).last().click();
    await slot.getByRole('link', { name: `${slotName(slotNumber)}: ${manager.t('campaign:board.fillSlot')}` }).waitFor();
    expect(await firstOnBench()).toBe(name);
  }

  it('takes somebody by the mouse, shows the rules over the slot, and asks before it drafts', async () => {
    const name = await firstOnBench();
    // Both in view: a pointer goes nowhere that nobody sees.
    await slot.scrollIntoViewIfNeeded();
    await bench().getByRole('listitem').first().scrollIntoViewIfNeeded();
    const from = await bench().getByRole('listitem').first().boundingBox();
    const to = await slot.boundingBox();
    if (!from || !to) throw new Error('the board has no size');
    await page.mouse.move(from.x + 60, from.y + 12);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
    await page.getByText(manager.t('matrix:judgement.draft'), { exact: true }).first().waitFor();
    await page.mouse.up();
    await confirmDraft();
    await drafted(name).waitFor();
    await takeBack(name);
    expectNoFaults(manager);
  });

  it('goes from slot to slot by the arrow keys and tells where it is', async () => {
    const name = await firstOnBench();
    const said = page.locator('[id^="DndLiveRegion"]');
    await bench().getByRole('button', { name: manager.t('matrix:drag.drag', { name }) }).focus();
    await page.keyboard.press('Space');
    await expect.poll(() => said.textContent()).toBe(manager.t('matrix:drag.picked', { name }));
    let told = '';
    for (let step = 0; step < 40 && !told.includes(slotName(slotNumber)); step += 1) {
      await page.keyboard.press('ArrowDown');
      await page.waitForTimeout(80);
      told = (await said.textContent()) ?? '';
    }
    expect(told).toContain(slotName(slotNumber));
    expect(told).toContain(manager.t('matrix:judgement.draft'));
    await page.keyboard.press('Space');
    await confirmDraft();
    await drafted(name).waitFor();
    await takeBack(name);
    expectNoFaults(manager);
  });

  it('is moved by the menu, to the slot and back to the bench with a reason', async () => {
    const { t } = manager;
    const name = await firstOnBench();
    await bench().getByRole('link', { name: `${t('matrix:move.place')} ${name}` }).click();
    await page.getByRole('dialog').getByLabel(t('matrix:move.target')).selectOption(`mid.${slotNumber}`);
    await confirmDraft();
    await drafted(name).waitFor();
    await drafted(name).getByRole('link', { name: `${t('matrix:move.to')} ${name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('matrix:move.target')).selectOption('bench');
    await dialog.getByRole('button', { name: t('matrix:move.confirm'), exact: true }).click();
    await slot.getByRole('link', { name: `${slotName(slotNumber)}: ${t('campaign:board.fillSlot')}` }).waitFor();
    expect(await firstOnBench()).toBe(name);
    expectNoFaults(manager);
  });

  it('keeps a fee that the server refuses, as it was typed', async () => {
    const { t } = manager;
    const editFee = async (window: Page) => {
      const card = window.locator('[data-place="mid.1"]').getByRole('article');
      await card.locator('dd').getByRole('button').click();
      return card.locator('form');
    };
    const here = await editFee(page);
    const before = Number(await here.getByRole('textbox').inputValue());
    // Meanwhile somebody changes it in another window.
    const other = await manager.context.newPage();
    await other.goto(paths.campaign({ slug: SLUG }));
    await untilLive(other);
    const there = await editFee(other);
    await there.getByRole('textbox').fill(String(before - 100));
    await there.getByRole('button', { name: t('matrix:move.save'), exact: true }).click();
    await there.waitFor({ state: 'detached' });
    await here.getByRole('textbox').fill(String(before - 250));
    await here.getByRole('button', { name: t('matrix:move.save'), exact: true }).click();
    await page.getByRole('alert').getByText(t('matrix:stale.title')).waitFor();
    expect(await here.getByRole('textbox').inputValue()).toBe(String(before - 250));
    await other.getByRole('button', { name: t('matrix:move.undo') }).last().click();
    await other.getByText(String(before - 100)).waitFor({ state: 'detached' });
    await other.close();
    await page.keyboard.press('Escape');
    await manager.open(paths.campaign({ slug: SLUG }));
    // The browser reports the 409 on its console.
    manager.faults.length = 0;
  });

  it('refuses what a rule forbids, and says which', async () => {
    const { t } = manager;
    const live = page.locator('[data-place="mid.1"]').getByRole('article');
    await live.getByRole('link', { name: new RegExp(`^${t('matrix:move.to')}`) }).click();
    const dialog = page.getByRole('dialog');
    // The bench is not offered to somebody who is live; a slot of another tier that is taken asks for a swap.
    expect(await dialog.getByLabel(t('matrix:move.target')).locator('option[value=bench]').count()).toBe(0);
    await dialog.getByRole('button', { name: t('matrix:move.cancel') }).click();
    await page.getByRole('button', { name: t('matrix:removeSlot', { tier: t('domain:tier.mid') }) }).click();
    await slot.waitFor({ state: 'detached' });
    await untilLive(page);
    expectNoFaults(manager);
  });
});
