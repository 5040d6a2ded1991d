import { Link } from '@remix-run/react';
import { DayText } from '#app/components/date-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Table } from '#app/ui/table.tsx';
import type { CalibrationQuestion } from './question.ts';
import { addressOf } from './question.ts';
import type { StatementRow } from './row.server.ts';

interface StatementTableProps {
  readonly rows: readonly StatementRow[];
  readonly all: number;
  readonly question: CalibrationQuestion;
}

/** The statements of a tenth, or of all: what was said when, and what came of it. */
export function StatementTable({ rows, all, question }: StatementTableProps) {
  const t = useText('calibration');
  const tc = useText('common');
  const locale = useLocale();
  const percent = (share: number) => formatPercent(share, locale, 0);
  const { bucket } = question;
  const title = bucket === null ? t('rowsAll') : t('rows', { from: percent(bucket / 100), to: percent((bucket + 10) / 100) });
  return (
    <Card title={title} actions={bucket === null ? null : <LinkButton to={addressOf({ ...question, bucket: null })} size="sm" preventScrollReset>{t('allBuckets')}</LinkButton>}>
      {rows.length === 0 ? <p className="text-muted">{t('noRows')}</p> : (
        <Table label={title} compact stickyFirst>
          <thead>
            <tr>
              <th scope="col">{t('collaboration')}</th>
              <th scope="col">{t('statement')}</th>
              <th scope="col">{t('outcome')}</th>
              <th scope="col" className="num">{t('finalRoi')}</th>
              <th scope="col">{t('day')}</th>
              <th scope="col" className="num">{t('ageOf')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.collaborationId} ${row.asOf} ${row.subject}`}>
                <th scope="row">
                  <Link to={paths.collaboration({ collaborationId: row.collaborationId })} className="text-accent hover:underline">{row.kolName}</Link>
                  <span className="block text-muted font-normal">{row.campaignName}</span>
                </th>
                <td>{t(`${row.negated ? 'saysNot' : 'says'}.${row.subject}`, { roi: formatNumber(row.threshold, locale, 1), percent: percent(row.claimed) })}</td>
                <td>{row.isTrue ? <Badge tone="green" icon="check">{t('true')}</Badge> : <Badge tone="red" icon="close">{t('false')}</Badge>}</td>
                <td className="num">{formatNumber(Number(row.finalRoi), locale, 2)}</td>
                <td><DayText day={row.asOf} /></td>
                <td className="num">{tc('days', { count: row.days })}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {rows.length < all ? <p className="mt-2 text-muted">{t('listed', { shown: rows.length, all })}</p> : null}
    </Card>
  );
}
