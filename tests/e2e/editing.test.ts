import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCALES } from '#app/i18n/locale.ts';
import { paths } from '#app/lib/paths.ts';
import type { Visitor } from './visitor.ts';
import { expectNoFaults, useBrowser } from './visitor.ts';

const { visitor } = useBrowser();

describe.each(LOCALES)('a manager who edits the roster by keyboard in %s', (locale) => {
  let manager: Visitor;
  let page: Page;

  beforeAll(async () => {
    manager = await visitor({ locale });
    ({ page } = manager);
    await manager.signIn('manager');
  });
  afterAll(async () => {
    await manager.context.close();
  });

  const row = (index: number) => page.locator('tbody tr').nth(index);
  const cell = (index: number, field: string) => row(index).locator(`[data-edit-cell="${field}"]`);
  const focusedField = () => page.evaluate(() => document.activeElement?.getAttribute('data-edit-cell') ?? document.activeElement?.tagName);
  const optionsOf = (select: Locator) => select.evaluate((element) => (element instanceof HTMLSelectElement ? [...element.options].map(({ value }) => value) : []));

  it('has search, filters, export and columns in one line above the rows, on a phone with the filters behind a button', async () => {
    const isOneLine = () => page.locator('main [role=search]').evaluate((search) => {
      const line = search.parentElement?.getBoundingClientRect();
      return line !== undefined && line.height < search.getBoundingClientRect().height * 1.5;
    });
    const wide = page.viewportSize() ?? { width: 1280, height: 900 };
    const tiers = page.locator('main details:has(input[name="f.tier"]) > summary');
    await page.setViewportSize({ width: 1440, height: 900 });
    await manager.open(paths.kols());
    expect(await isOneLine(), '1440').toBe(true);
    expect(await tiers.isVisible()).toBe(true);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await isOneLine(), '390').toBe(true);
    expect(await tiers.isVisible()).toBe(false);
    await page.getByRole('button', { name: manager.t('common:table.allFilters'), exact: true }).click();
    await tiers.click();
    expect(await page.locator('main input[name="f.tier"]').first().isVisible()).toBe(true);
    await page.setViewportSize(wide);
  });

  it('moves by arrows, edits with Enter, leaves a cell with Esc as it was, and takes an edit back with Ctrl+Z', async () => {
    await manager.open(paths.kols('?f.tier=mid&f.status=active'));
    await page.getByRole('grid').waitFor();
    await cell(0, 'tier').focus();
    await page.keyboard.press('ArrowRight');
    expect(await focusedField()).toBe('status');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    expect(await focusedField()).toBe('tier');

    const before = await cell(0, 'verticals').innerText();
    await cell(0, 'verticals').focus();
    await page.keyboard.type('x');
    await page.keyboard.press('Escape');
    expect(await cell(0, 'verticals').innerText()).toBe(before);

    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.type('; editing');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByRole('button', { name: manager.t('editing:undo.button') }).waitFor();
    await expect.poll(() => cell(0, 'verticals').getAttribute('aria-label')).toContain('editing');
    await cell(0, 'verticals').focus();
    await page.keyboard.press('Control+z');
    await page.getByText(manager.t('editing:undo.done', { count: 1 })).first().waitFor();
    await expect.poll(() => cell(0, 'verticals').getAttribute('aria-label')).not.toContain('editing');
    expectNoFaults(manager);
  });

  it('is told in the cell what cannot be read, with what was typed still there', async () => {
    await cell(0, 'price').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('a lot');
    await page.keyboard.press('Tab');
    await row(0).getByRole('alert').getByText('a lot').first().waitFor();
    // The browser reports the refusal on its console.
    manager.faults.length = 0;
    // Whoever goes on with it, by keys or by the mouse, goes on from there.
    await cell(0, 'price').dblclick();
    expect(await row(0).getByRole('textbox').inputValue()).toBe('a lot');
    await page.keyboard.press('Tab');
    await row(0).getByRole('alert').getByText('a lot').first().waitFor();
    manager.faults.length = 0;
    await row(0).getByRole('alert').getByRole('button', { name: manager.t('editing:cell.drop') }).click();
    expect(await row(0).getByRole('alert').count()).toBe(0);
  });

  it('writes notes of several lines, whose Enter saves and whose Shift+Enter begins a line', async () => {
    await manager.open(paths.kols('?f.tier=mid&f.status=active&cols=name*.tier.notes'));
    await page.getByRole('grid').waitFor();
    const before = await cell(0, 'notes').innerText();
    await cell(0, 'notes').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Asks for a brief');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two weeks ahead');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByRole('button', { name: manager.t('editing:undo.button') }).first().waitFor();
    // Its name says what the server has read; what it shows was shown before.
    await expect.poll(() => cell(0, 'notes').getAttribute('aria-label')).toContain('two weeks ahead');
    expect(await cell(0, 'notes').innerText()).toBe('Asks for a brief\ntwo weeks ahead');
    await cell(0, 'notes').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' or three');
    await page.keyboard.press('Escape');
    expect(await cell(0, 'notes').innerText()).toBe('Asks for a brief\ntwo weeks ahead');
    await cell(0, 'notes').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => cell(0, 'notes').innerText()).toBe(before);
    await manager.open(paths.kols('?f.tier=mid&f.status=active'));
    expectNoFaults(manager);
  });

  it('opens a KOL beside the list with Space, and Esc gives the focus back', async () => {
    const link = row(0).locator('a.row-link');
    await link.focus();
    await page.keyboard.press('Space');
    const panel = page.getByRole('complementary', { name: new RegExp(manager.t('editing:panel.title')) });
    await panel.getByRole('link', { name: manager.t('editing:panel.page') }).waitFor();
    expect(new URL(page.url()).searchParams.get('panel')).toMatch(/^[0-9a-f-]{36}$/);
    await page.keyboard.press('Escape');
    await expect.poll(() => panel.count()).toBe(0);
    expect(await row(0).evaluate((element) => element.contains(document.activeElement))).toBe(true);
    expectNoFaults(manager);
  });

  it('opens the list also where its address names a KOL who is gone, and says so beside it', async () => {
    await manager.open(paths.kols(`?f.tier=mid&f.status=active&panel=${crypto.randomUUID()}`));
    await page.getByRole('complementary').getByRole('heading', { name: manager.t('editing:cell.gone') }).waitFor();
    expect(await row(0).locator('a.row-link').count()).toBe(1);
    // The browser reports the 404 on its console.
    manager.faults.length = 0;
    await manager.open(paths.kols('?f.tier=mid&f.status=active'));
  });

  it('selects a range, previews a change of many, makes it and takes it back as a whole', async () => {
    await row(0).getByRole('checkbox').focus();
    await page.keyboard.press('Space');
    await row(2).getByRole('checkbox').focus();
    await page.keyboard.press('Shift+Space');
    await page.getByText(manager.t('editing:select.chosen', { count: 3 })).waitFor();
    const bar = page.getByRole('form', { name: manager.t('editing:select.bar') });
    expect(await optionsOf(bar.getByLabel(manager.t('editing:action.label')))).toContain('delete');
    await bar.getByLabel(manager.t('editing:action.label')).selectOption('add-vertical');
    await bar.getByLabel(manager.t('editing:action.vertical'), { exact: true }).fill('bulk');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: manager.t('editing:bulk.willChange', { count: 3, formatted: '3' }) }).waitFor();
    await page.getByRole('button', { name: manager.t('editing:bulk.apply', { count: 3, formatted: '3' }) }).click();
    await page.getByText(manager.t('editing:undo.banner.bulk', { count: 3 })).waitFor();
    await page.locator('main').getByRole('button', { name: manager.t('editing:undo.button'), exact: true }).first().click();
    await page.getByRole('status').getByText(manager.t('editing:undo.done', { count: 3 })).waitFor();
    await expect.poll(() => cell(0, 'verticals').getAttribute('aria-label')).not.toContain('bulk');
    expectNoFaults(manager);
  });

  it('pastes a block from a spreadsheet after a preview', async () => {
    await manager.open(paths.kols('?f.tier=mid&f.status=active'));
    await page.getByRole('grid').waitFor();
    await cell(0, 'tier').focus();
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '腰部\t候补\r\nmid\tbench\r\n');
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    const dialog = page.getByRole('dialog', { name: manager.t('editing:paste.title') });
    await dialog.getByRole('button', { name: manager.t('editing:paste.apply', { count: 2 }) }).click();
    await page.getByRole('status').getByText(manager.t('editing:paste.done', { count: 2 })).waitFor();
    await page.getByRole('status').getByRole('button', { name: manager.t('editing:undo.button') }).click();
    await page.getByText(manager.t('editing:undo.done', { count: 2 })).first().waitFor();
    expectNoFaults(manager);
  });
});
