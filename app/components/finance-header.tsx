import type { ReactNode } from 'react';
import { useSearchParams } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TabNav } from '#app/ui/tabs.tsx';
import { useCan } from './root-data.ts';

export type FinanceTab = 'payments' | 'ledger' | 'byKol' | 'variance' | 'periods' | 'exports' | 'check' | 'audit';

interface FinanceHeaderProps {
  readonly current: FinanceTab;
  /** What waits: payments to verify and papers that do not agree; payments to pay. */
  readonly work: { readonly verify: number; readonly pay: number };
  readonly meta?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of every finance page: its tabs are those that the person may open, with what waits in them. */
export function FinanceHeader({ current, work, meta, actions }: FinanceHeaderProps) {
  const t = useText('finance');
  const can = useCan();
  const [search] = useSearchParams();
  const show = search.get('show') ?? 'verify';
  const tabs = [
    { to: paths.financePayments(), label: t('tab.verify'), count: work.verify, active: current === 'payments' && show === 'verify', shown: true },
    { to: paths.financePayments('?show=pay'), label: t('tab.pay'), count: work.pay, active: current === 'payments' && show === 'pay', shown: true },
    { to: paths.ledger(), label: t('tab.ledger'), active: current === 'ledger', shown: can('audit:read') },
    { to: paths.finance(), label: t('tab.byKol'), active: current === 'byKol', shown: true },
    { to: paths.financeVariance(), label: t('tab.variance'), active: current === 'variance', shown: true },
    { to: paths.signOffs(), label: t('tab.signOffs'), active: false, shown: true },
    { to: paths.financePeriods(), label: t('tab.periods'), active: current === 'periods', shown: true },
    { to: paths.financeExports(), label: t('tab.exports'), active: current === 'exports', shown: true },
    { to: paths.ledgerCheck(), label: t('tab.check'), active: current === 'check', shown: can('audit:read') },
    { to: paths.audit(), label: t('tab.audit'), active: current === 'audit', shown: can('audit:read') },
  ].filter(({ shown }) => shown);
  return (
    <>
      <PageHeader title={t('title')} meta={meta} actions={actions} />
      <div className="mb-4"><TabNav label={t('title')} tabs={tabs} /></div>
    </>
  );
}
