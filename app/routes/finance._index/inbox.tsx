import type { ReactNode } from 'react';
import { RelativeText } from '#app/components/date-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useCan } from '#app/components/root-data.ts';
import { formatMonth } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { FinanceInbox } from '#app/services/list-finance-inbox.server.ts';
import { StatTile } from '#app/ui/stat-tile.tsx';

interface InboxProps {
  readonly inbox: FinanceInbox;
  /** The loader's clock. */
  readonly now: string;
}

/** What waits, each count the way to its rows. Nothing waiting is said, not left out. */
export function Inbox({ inbox, now }: InboxProps) {
  const t = useText('finance');
  const can = useCan();
  const locale = useLocale();
  const tiles: { readonly key: 'toApprove' | 'toPay' | 'mismatches' | 'unexplained' | 'signOffs' | 'monthsToClose'; readonly to: string; readonly note: ReactNode }[] = [
    { key: 'toApprove', to: paths.financePayments(), note: t('inbox.toApproveNote') },
    { key: 'toPay', to: paths.financePayments('?show=pay'), note: t('inbox.toPayNote') },
    { key: 'mismatches', to: paths.financePayments(), note: t('inbox.mismatchesNote', { contracts: inbox.contractsMissing, invoices: inbox.invoicesMissing }) },
    { key: 'unexplained', to: paths.financeVariance(), note: inbox.stale > 0 ? t('inbox.staleNote', { count: inbox.stale }) : t('inbox.unexplainedNote') },
    { key: 'signOffs', to: paths.signOffs(), note: t('inbox.signOffsNote') },
    { key: 'monthsToClose', to: paths.financePeriods(), note: t('inbox.nextMonth', { month: formatMonth(inbox.nextMonth, locale) }) },
  ];
  return (
    <section aria-label={t('inbox.title')} className="mb-4">
      <div className="grid gap-3 grid-cols-2 sm:grid-cols-[repeat(auto-fit,minmax(8.25rem,1fr))]">
        {tiles.map(({ key, to, note }) => (
          <StatTile key={key} label={t(`inbox.${key}`)} to={to} note={inbox[key] === 0 ? t('inbox.nothing') : note} value={<span className={inbox[key] === 0 ? 'text-muted' : undefined}><CountText count={inbox[key]} /></span>} />
        ))}
        {can('audit:read') ? (
          <StatTile
            label={t('inbox.ledger')} to={paths.ledgerCheck()} note={t('inbox.ledgerNote')}
            value={inbox.anchoredAt === null ? <Dash title={t('inbox.neverAnchored')} /> : <span className="text-[1.071rem]"><RelativeText at={inbox.anchoredAt} now={now} /></span>}
          />
        ) : null}
      </div>
    </section>
  );
}
