import { HelpTip } from '#app/ui/tooltip.tsx';
import { Table } from '#app/ui/table.tsx';
import { MetricText } from '#app/components/metric-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { CardView, MetricView } from './card-view.server.ts';

const QUANTILES = ['p10', 'p25', 'p50', 'p75', 'p90'] as const;

/** The whole arithmetic of a card: what each metric measured, what it was held against, and what it adds to the score. */
export function MetricTable({ card }: { readonly card: CardView }) {
  const t = useText('scorecard');
  const locale = useLocale();
  return (
    <Table label={t('arithmetic')} stickyFirst compact>
      <thead>
        <tr>
          <th scope="col">{t('table.metric')}</th>
          <th scope="col" className="num">{t('table.value')}</th>
          {QUANTILES.map((quantile) => <th key={quantile} scope="col" className="num">{t(`table.${quantile}`)}</th>)}
          <th scope="col" className="num">{t('table.peers')}</th>
          <th scope="col">{t('table.group')}</th>
          <th scope="col" className="num">{t('table.points')}</th>
          <th scope="col" className="num">{t('table.weight')}</th>
          <th scope="col" className="num">{t('table.contribution')}</th>
        </tr>
      </thead>
      {card.dimensions.map((dimension) => <DimensionBody key={dimension.key} dimension={dimension} />)}
      <tfoot>
        <tr>
          <th scope="row">{t('table.sum')}</th>
          <td colSpan={QUANTILES.length + 5} className="text-muted">{t('table.sumMeaning')}</td>
          <td className="num">{card.score === null ? <Dash title={t('notEnough')} /> : formatNumber(card.score, locale, 1)}</td>
        </tr>
      </tfoot>
    </Table>
  );
}

function DimensionBody({ dimension }: { readonly dimension: CardView['dimensions'][number] }) {
  const t = useText('domain');
  const locale = useLocale();
  return (
    <tbody>
      <tr className="[&>*]:bg-sunken!">
        <th scope="rowgroup" colSpan={QUANTILES.length + 4}>{t(`dimension.${dimension.key}`)}</th>
        <td className="num font-semibold"><Figure value={dimension.score} decimals={1} /></td>
        <td className="num">{formatNumber(dimension.weight, locale)}%</td>
        <td className="num font-semibold"><Figure value={dimension.contribution} decimals={2} /></td>
      </tr>
      {dimension.metrics.map((metric) => <MetricRow key={metric.key} metric={metric} />)}
    </tbody>
  );
}

function MetricRow({ metric }: { readonly metric: MetricView }) {
  const t = useText('scorecard');
  const td = useText('domain');
  const { workspace } = useRootData();
  const hidden = metric.withheld ? t('withheld') : t('notReported');
  return (
    <tr>
      <th scope="row" className="font-normal!">
        <span className="inline-flex items-center gap-1 ps-3">
          {td(`metric.${metric.key}`)}
          <HelpTip label={t('definitionOf', { metric: td(`metric.${metric.key}`) })}>
            <p>{t(`definition.${metric.key}`)}</p>
            {metric.benchmarkSource ? <p className="mt-1 text-muted">{t('benchmarkSource', { source: metric.benchmarkSource })}</p> : null}
            <p className="mt-1 text-muted">{t('definitionVersion', { version: metric.definitionVersion })}</p>
          </HelpTip>
        </span>
      </th>
      <td className="num">
        {metric.value === null && !metric.withheld ? <span className="text-muted">{t('notReported')}</span> : <MetricText metric={metric.key} value={metric.value} currency={workspace.currency} title={hidden} />}
      </td>
      {QUANTILES.map((quantile) => (
        <td key={quantile} className="num text-muted">
          <MetricText metric={metric.key} value={metric.benchmark?.[quantile] ?? null} currency={workspace.currency} title={metric.withheld ? hidden : t('noBenchmark')} />
        </td>
      ))}
      <td className="num">{metric.peers}</td>
      <td className="whitespace-nowrap">{td(`score.peerGroup.${metric.group}`)}</td>
      <td className="num"><Figure value={metric.points} decimals={2} /></td>
      <td className="num" title={t('policyWeight', { weight: metric.weight })}><Figure value={metric.effectiveWeight} decimals={2} />{metric.effectiveWeight === null ? null : '%'}</td>
      <td className="num"><Figure value={metric.contribution} decimals={2} /></td>
    </tr>
  );
}

function Figure({ value, decimals }: { readonly value: number | null; readonly decimals: number }) {
  const locale = useLocale();
  const t = useText('scorecard');
  return value === null ? <Dash title={t('noData')} /> : <>{formatNumber(value, locale, decimals)}</>;
}
