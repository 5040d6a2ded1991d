import { Link } from '@remix-run/react';
import { GradeBadge } from '#app/components/badges.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import type { ScoreGrade } from '#app/domain/scoring/grade.ts';
import type { MetricKey } from '#app/domain/scoring/metrics.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

export interface HistoryRow {
  readonly asOf: string;
  readonly score: number | null;
  readonly grade: ScoreGrade | null;
  readonly policyVersion: number;
  /** Against the card before; null where one of the two has no score. */
  readonly change: number | null;
  /** Since the card before. */
  readonly newPolicy: boolean;
  readonly newDefinitions: readonly MetricKey[];
}

interface CardHistoryProps {
  readonly collaborationId: string;
  readonly rows: readonly HistoryRow[];
  readonly asOf: string;
}

/** The cards of all reviews as they were then: how the score went, where the policy changed, and where a metric began to mean something else. */
export function CardHistory({ collaborationId, rows, asOf }: CardHistoryProps) {
  const t = useText('scorecard');
  const td = useText('domain');
  const locale = useLocale();
  if (rows.length < 2) return null;
  const link = 'inline-flex items-center min-h-6 text-accent hover:underline';
  return (
    <Card title={t('history')} subtitle={t('historyText')} flush>
      <Table label={t('history')} compact>
        <thead>
          <tr><th scope="col">{t('column.asOf')}</th><th scope="col" className="num">{t('column.score')}</th><th scope="col" className="num">{t('historyChange')}</th><th scope="col">{t('column.grade')}</th><th scope="col">{t('historyMarks')}</th></tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.asOf} data-state={row.asOf === asOf ? 'selected' : undefined}>
              <th scope="row"><Link to={`${paths.scorecard({ collaborationId })}?as_of=${row.asOf}`} aria-current={row.asOf === asOf ? 'true' : undefined} className={link}><DayText day={row.asOf} /></Link></th>
              <td className="num">{row.score === null ? <Dash title={t('notEnough')} /> : formatNumber(row.score, locale, 1)}</td>
              <td className="num">{row.change === null ? <Dash /> : `${row.change > 0 ? '+' : ''}${formatNumber(row.change, locale, 1)}`}</td>
              <td>{row.grade === null ? <Dash /> : <GradeBadge grade={row.grade} />}</td>
              <td>
                <span className="flex flex-wrap items-center gap-2">
                  {row.newPolicy ? <Link to={paths.policyHistory({ version: row.policyVersion })} className={link}>{t('historyPolicy', { version: row.policyVersion })}</Link> : null}
                  {row.newDefinitions.map((key) => <Badge key={key} tone="amber" icon="alert">{t('historyBreak', { metric: td(`metric.${key}`) })}</Badge>)}
                  {row.newPolicy || row.newDefinitions.length > 0 ? null : <Dash />}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
