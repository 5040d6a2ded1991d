import type { Scorecard, ScorecardDimension, ScorecardMetric } from '#app/domain/scoring/scorecard.ts';
import { formatDateTime, formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { Table } from '#app/ui/table.tsx';
import { GradeBadge } from './badges.tsx';
import { MetricText } from './metric-text.tsx';
import { Dash } from './money-text.tsx';
import { useLocale } from './page-context.ts';
import { useRootData } from './root-data.ts';

interface ScoreBreakdownProps {
  readonly card: Scorecard;
  /** Coverage below which there is no score, from the policy the card names; a share of 1. */
  readonly minimumCoverage: number;
}

/** A scorecard with all of its arithmetic: every metric's value, benchmark, peers, points, weight and contribution. */
export function ScoreBreakdown({ card, minimumCoverage }: ScoreBreakdownProps) {
  const t = useText('domain');
  const locale = useLocale();
  const { workspace } = useRootData();
  const coverage = formatPercent(card.coverage, locale, 0);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <p className="flex items-baseline gap-2">
          <span className="text-[2.25rem] leading-none font-semibold">{card.score === null ? '—' : formatNumber(card.score, locale, 1)}</span>
          <span className="text-muted">/ 100</span>
          {card.grade ? <GradeBadge grade={card.grade} /> : null}
        </p>
        <div className="w-44">
          <p className="text-muted text-[0.9286rem]">{t('score.coverage', { percent: coverage })}</p>
          <ProgressBar share={card.coverage} marks={[minimumCoverage]} label={t('score.coverage', { percent: coverage })} tone={card.score === null ? 'neutral' : 'accent'} />
        </div>
        <p className="text-muted text-[0.9286rem]">
          {t('score.policy', { version: card.policyVersion })} · {t('score.computedFrom', { time: formatDateTime(card.dataAt, locale, workspace.timeZone) })}
        </p>
      </div>
      {card.score === null ? <Banner tone="neutral">{t('score.notEnough', { percent: coverage, minimum: formatPercent(minimumCoverage, locale, 0) })}</Banner> : null}
      <Table label={t('score.total')} stickyFirst compact>
        <thead>
          <tr>
            <th scope="col">{t('score.metric')}</th>
            {(['value', 'benchmark', 'peers', 'pointsHeader', 'weight', 'contribution'] as const).map((key) => <th key={key} scope="col" className="num">{t(`score.${key}`)}</th>)}
          </tr>
        </thead>
        {card.dimensions.map((dimension) => <DimensionRows key={dimension.key} dimension={dimension} currency={workspace.currency} />)}
        <tfoot>
          <tr>
            <th scope="row" colSpan={6}>{t('score.total')}</th>
            <td className="num">{card.score === null ? <Dash /> : formatNumber(card.score, locale, 1)}</td>
          </tr>
        </tfoot>
      </Table>
    </div>
  );
}

function DimensionRows({ dimension, currency }: { readonly dimension: ScorecardDimension; readonly currency: string }) {
  const t = useText('domain');
  const locale = useLocale();
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={4}>{t(`dimension.${dimension.key}`)}</th>
        <td className="num"><strong>{dimension.score === null ? '—' : formatNumber(dimension.score, locale, 1)}</strong></td>
        <td className="num">{formatNumber(dimension.weight, locale)}%</td>
        <td className="num"><strong>{dimension.contribution === null ? '—' : formatNumber(dimension.contribution, locale, 2)}</strong></td>
      </tr>
      {dimension.metrics.map((metric) => <MetricRow key={metric.key} metric={metric} currency={currency} />)}
    </tbody>
  );
}

function MetricRow({ metric, currency }: { readonly metric: ScorecardMetric; readonly currency: string }) {
  const t = useText('domain');
  const locale = useLocale();
  const number = (value: number | null, decimals?: number) => (value === null ? <Dash /> : formatNumber(value, locale, decimals));
  return (
    <tr>
      <td className="ps-6!">{t(`metric.${metric.key}`)}</td>
      <td className="num"><MetricText metric={metric.key} value={metric.value} currency={currency} title={t('score.notReported')} /></td>
      <td className="num" title={metric.benchmarkSource ?? undefined}><MetricText metric={metric.key} value={metric.benchmark?.p50 ?? null} currency={currency} /></td>
      <td className="num">{metric.peers} <span className="text-muted">{t(`score.peerGroup.${metric.group}`)}</span></td>
      <td className="num">{number(metric.points, 2)}</td>
      <td className="num">{metric.effectiveWeight === null ? number(metric.weight) : number(metric.effectiveWeight)}%</td>
      <td className="num">{number(metric.contribution, 2)}</td>
    </tr>
  );
}
