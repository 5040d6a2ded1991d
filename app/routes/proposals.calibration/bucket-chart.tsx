import { Link } from '@remix-run/react';
import { ChartFrame } from '#app/components/chart-frame.tsx';
import { pointLabel } from '#app/components/chart-point.ts';
import { useLocale } from '#app/components/page-context.ts';
import type { CalibrationBucket } from '#app/domain/proposals/judged-statements.ts';
import { MINIMUM_STATEMENTS } from '#app/domain/proposals/judged-statements.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { CalibrationQuestion } from './question.ts';
import { addressOf, percentOf } from './question.ts';

interface BucketChartProps {
  readonly title: string;
  readonly buckets: readonly CalibrationBucket[];
  readonly question: CalibrationQuestion;
}

/** For each tenth of certainty: how often what was said came true (the bar), beside what was said (the mark). Each opens its statements. */
export function BucketChart({ title, buckets, question }: BucketChartProps) {
  const t = useText('calibration');
  const locale = useLocale();
  const percent = (share: number, decimals = 0) => formatPercent(share, locale, decimals);
  const nameOf = ({ from }: CalibrationBucket) => t('bucketText', { from: percent(from), to: percent(from + 0.1) });
  const linkOf = (bucket: CalibrationBucket) => addressOf({ ...question, bucket: percentOf(bucket.from) });
  const said = (bucket: CalibrationBucket) => `${nameOf(bucket)}: ${t('cameTrue')} ${percent(bucket.cameTrue, 1)}, ${t('said')} ${percent(bucket.said, 1)}, ${t('statements')} ${bucket.statements}`;
  const table = {
    head: [t('bucket'), t('statements'), t('collaborations'), t('said'), t('cameTrue')],
    rows: buckets.map((bucket) => ({
      key: String(bucket.from),
      cells: [<Link key="link" to={linkOf(bucket)} preventScrollReset className="text-accent hover:underline">{nameOf(bucket)}</Link>, bucket.statements, bucket.collaborations, percent(bucket.said, 1), percent(bucket.cameTrue, 1)],
    })),
  };
  return (
    <ChartFrame title={title} table={table}>
      <div role="group" aria-label={title}>
        <ul className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2">
          {buckets.map((bucket, index) => {
            const isThin = bucket.statements < MINIMUM_STATEMENTS;
            return (
              <li key={bucket.from} className="contents">
                <Link to={linkOf(bucket)} preventScrollReset className="text-accent hover:underline whitespace-nowrap min-h-6 inline-flex items-center">{nameOf(bucket)}</Link>
                <svg width="100%" height="22" className="point block overflow-visible" {...pointLabel(said(bucket), index === 0)}>
                  <rect y="5" width="100%" height="12" rx="3" className="fill-sunken" />
                  <rect y="5" width={`${bucket.cameTrue * 100}%`} height="12" rx="3" className={isThin ? 'fill-line-strong' : 'fill-series-1'} />
                  <line x1={`${bucket.said * 100}%`} x2={`${bucket.said * 100}%`} y1="1" y2="21" className="stroke-text" strokeWidth="2" />
                </svg>
                <span className="text-end whitespace-nowrap tabular-nums" aria-hidden="true">
                  {percent(bucket.cameTrue)} <span className="text-muted">· {isThin ? t('few') : bucket.statements}</span>
                </span>
              </li>
            );
          })}
        </ul>
      </div>
      <p className="text-muted text-[0.857rem]">{t('chartNote')}</p>
    </ChartFrame>
  );
}
