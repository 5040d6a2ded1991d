import { useText } from '#app/i18n/use-text.ts';
import { Dash, MoneyText } from './money-text.tsx';
import { useRootData } from './root-data.ts';

/** An amount of the reporting currency in the finance pages; red below zero. */
export function SpendMoney({ minor }: { readonly minor: number }) {
  const { workspace } = useRootData();
  return <MoneyText minor={minor} currency={workspace.currency} signed />;
}

/** Invoices are not recorded, which is not the same as nothing invoiced. */
export function NoInvoices() {
  const t = useText('finance');
  return <Dash title={t('noInvoices')} />;
}
