import { Link } from '@remix-run/react';
import { InstantText } from '#app/components/date-text.tsx';
import { HashText } from '#app/components/ledger-parts.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useCan } from '#app/components/root-data.ts';
import { formatMonth } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { PeriodRow } from '#app/services/report-periods.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Table } from '#app/ui/table.tsx';

/** Every closing: who, when, with which ledger and statement, and whether it was taken back and why. */
export function PeriodHistory({ closes }: { readonly closes: readonly NonNullable<PeriodRow['closing']>[] }) {
  const t = useText('finance');
  const locale = useLocale();
  const can = useCan();
  return (
    <Table label={t('periods.history')} compact>
      <thead>
        <tr>
          <th scope="col">{t('periods.month')}</th><th scope="col">{t('periods.closedBy')}</th><th scope="col">{t('periods.note')}</th><th scope="col">{t('periods.ledger')}</th>
          <th scope="col">{t('periods.checksum')}</th><th scope="col">{t('periods.reopenedBy')}</th>
        </tr>
      </thead>
      <tbody>
        {closes.map((close) => (
          <tr key={close.id}>
            <th scope="row" className="whitespace-nowrap">{formatMonth(close.month, locale)}</th>
            <td>{close.closedByName}<span className="block text-muted text-[0.857rem]"><InstantText at={close.closedAt} /></span></td>
            <td className="break-words min-w-40 max-w-xs">{close.note === '' ? <Dash /> : close.note}</td>
            <td>
              {can('audit:read') && close.ledgerSequence > 0
                ? <Link to={paths.ledgerEntry({ sequence: close.ledgerSequence })} className="inline-flex items-center min-h-6 text-accent hover:underline">{t('periods.entries', { count: close.ledgerSequence })}</Link>
                : t('periods.entries', { count: close.ledgerSequence })}
              <span className="block"><HashText hash={close.ledgerHash} /></span>
            </td>
            <td>{t('periods.rows', { count: close.statementRows })}<span className="block"><HashText hash={close.statementSha256} /></span></td>
            <td className="max-w-xs">
              {close.reopenedAt === null ? <Badge tone="green" icon="lock">{t('periods.standing')}</Badge> : (
                <>{close.reopenedByName}<span className="block text-muted text-[0.857rem]"><InstantText at={close.reopenedAt} /></span><span className="block break-words">{close.reopenReason}</span></>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
