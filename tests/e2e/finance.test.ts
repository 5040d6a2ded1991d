import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { LOCALES } from '#app/i18n/locale.ts';
import { paths } from '#app/lib/paths.ts';
import { sealedLines } from '#tests/setup/sealed-file.ts';
import type { Visitor } from './visitor.ts';
import { expectNoFaults, untilLive, useBrowser } from './visitor.ts';

const { visitor } = useBrowser();

describe.each(LOCALES)('money moves in %s', (locale) => {
  let manager: Visitor;
  let finance: Visitor;
  let addresses: string[] = [];

  beforeAll(async () => {
    manager = await visitor({ locale });
    finance = await visitor({ locale });
    await manager.signIn('manager');
    await finance.signIn('finance');
    await manager.open(paths.financePayments('?show=all'));
    const planned = manager.page.getByRole('row').filter({ hasText: manager.t('domain:paymentStatus.planned') });
    // Of everybody but the partner whose fuse has tripped: nothing is approved for that one.
    const rows = planned.filter({ hasNotText: '叶小苒' });
    addresses = (await rows.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))).slice(0, 2);
  });
  afterAll(async () => {
    await manager.context.close();
    await finance.context.close();
  });

  async function press(who: Visitor, name: string): Promise<void> {
    await who.page.getByRole('button', { name, exact: true }).click();
  }
  const stateIs = async (who: Visitor, status: 'requested' | 'approved' | 'paid' | 'voided') => {
    await who.page.locator('main header').getByText(who.t(`domain:paymentStatus.${status}`), { exact: true }).waitFor();
    await untilLive(who.page);
  };

  it('the manager requests; finance approves with the password, which is not asked again, and pays', async () => {
    const [address = ''] = addresses;
    await manager.open(address);
    await press(manager, manager.t('payments:step.request'));
    await stateIs(manager, 'requested');
    await finance.open(address);
    await press(finance, finance.t('payments:step.approve'));
    await finance.page.getByText(finance.t('payments:problem.required')).waitFor();
    await finance.page.getByLabel(finance.t('payments:field.password')).fill(inject('portalPassword'));
    await press(finance, finance.t('payments:step.approve'));
    await stateIs(finance, 'approved');
    expect(await finance.page.getByLabel(finance.t('payments:field.password')).count()).toBe(0);
    await finance.page.getByLabel(finance.t('payments:field.reference')).fill(`BANK-${locale}`);
    await press(finance, finance.t('payments:step.pay'));
    await stateIs(finance, 'paid');
    expectNoFaults(manager);
    expectNoFaults(finance);
  });

  it('an approved payment is voided with a reason, and the ledger reverses it', async () => {
    const [, address = ''] = addresses;
    await manager.open(address);
    await press(manager, manager.t('payments:step.request'));
    await stateIs(manager, 'requested');
    await finance.open(address);
    await press(finance, finance.t('payments:step.approve'));
    await stateIs(finance, 'approved');
    await finance.page.getByLabel(finance.t('payments:field.reason')).fill('agreed otherwise');
    await press(finance, finance.t('payments:step.void'));
    await stateIs(finance, 'voided');
    const entries = finance.page.getByRole('table', { name: finance.t('payments:entries') });
    await entries.getByText(finance.t('ledger:kind.reversal'), { exact: true }).waitFor();
    expectNoFaults(finance);
  });

  it('the statement that is exported is whole, and the chain holds', async () => {
    const answer = await finance.page.request.get(paths.financeExport({ file: 'statements.csv' }));
    expect(answer.status()).toBe(200);
    const { foot } = await sealedLines(await answer.text());
    await finance.open(paths.ledgerCheck());
    await press(finance, finance.t('ledger:check.run'));
    const held = finance.page.getByRole('status').filter({ hasText: foot['ledger head'] ?? '' });
    await held.waitFor();
    expectNoFaults(finance);
  });
});
