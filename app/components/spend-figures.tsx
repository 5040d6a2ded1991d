import { MoneyText } from './money-text.tsx';
import { useRootData } from './root-data.ts';

/** An amount of the reporting currency in the finance pages; red below zero. */
export function SpendMoney({ minor }: { readonly minor: number }) {
  const { workspace } = useRootData();
  return <MoneyText minor={minor} currency={workspace.currency} signed />;
}
