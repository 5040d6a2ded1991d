import { AUTOMATIONS } from '#app/domain/attribution/counted-clicks.ts';
import { ChartFrame } from '#app/components/chart-frame.tsx';
import { pointLabel } from '#app/components/chart-point.ts';
import { CountText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatDay, formatDayShort, formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import type { CollaborationPage } from './load-collaboration.server.ts';

const HEIGHT = 84;
const FOOT = 18;

interface ClicksCardProps {
  readonly clicks: CollaborationPage['clicks'];
  /** What looks automated and counts all the same. */
  readonly counted: CollaborationPage['countedAutomations'];
}

/** Clicks by day: those that count in full, those set apart in grey on top; below, what looks automated by what it looks like. */
export function ClicksCard({ clicks, counted }: ClicksCardProps) {
  const t = useText('collaboration');
  const locale = useLocale();
  const top = Math.max(1, ...clicks.map((day) => day.clicks + day.automated));
  const step = 100 / Math.max(1, clicks.length);
  const tall = (count: number) => (count / top) * (HEIGHT - FOOT);
  const table = {
    head: [t('clicks.day'), t('clicks.people'), t('clicks.visitors'), t('clicks.automated')],
    rows: clicks.map((day) => ({
      key: day.day,
      cells: [formatDay(day.day, locale), <CountText key="p" count={day.clicks} />, <CountText key="v" count={day.visitors} />, <CountText key="a" count={day.automated} />],
    })),
  };
  const byLabel = { crawler: sumOf(clicks, 'crawlers'), preview: sumOf(clicks, 'previews'), prefetch: sumOf(clicks, 'prefetches'), head: sumOf(clicks, 'heads') };
  const [first, last] = [clicks[0], clicks[clicks.length - 1]];
  return (
    <Card title={t('clicks.title')}>
      {first && last ? (
        <ChartFrame title={t('clicks.chart')} table={table}>
          <svg width="100%" height={HEIGHT} role="group" aria-label={t('clicks.chart')} className="block text-[0.857rem]">
            {clicks.map((day, index) => (
              <g key={day.day} className="point" {...pointLabel(`${formatDay(day.day, locale)}: ${t('clicks.people')} ${formatNumber(day.clicks, locale, 0)}, ${t('clicks.automated')} ${formatNumber(day.automated, locale, 0)}`, index === 0)}>
                <rect x={`${(index * step + step * 0.1).toFixed(2)}%`} width={`${(step * 0.8).toFixed(2)}%`} y={HEIGHT - FOOT - tall(day.clicks)} height={tall(day.clicks)} className="fill-series-1" />
                <rect x={`${(index * step + step * 0.1).toFixed(2)}%`} width={`${(step * 0.8).toFixed(2)}%`} y={HEIGHT - FOOT - tall(day.clicks + day.automated)} height={tall(day.automated)} className="fill-grey-mark opacity-60" />
              </g>
            ))}
            <line x1="0" x2="100%" y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} className="stroke-line" />
            <text x="0" y={HEIGHT - 4} className="fill-muted">{formatDayShort(first.day, locale)}</text>
            {clicks.length > 1 ? <text x="100%" y={HEIGHT - 4} textAnchor="end" className="fill-muted">{formatDayShort(last.day, locale)}</text> : null}
          </svg>
        </ChartFrame>
      ) : null}
      {first ? (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 mt-3 text-muted">
          {AUTOMATIONS.map((label) => (
            <li key={label}>
              {t(`clicks.label.${label}`)} <CountText count={byLabel[label]} /> <span>({counted.includes(label) ? t('clicks.counted') : t('clicks.setApart')})</span>
            </li>
          ))}
        </ul>
      ) : <p className="text-muted">{t('clicks.none')}</p>}
    </Card>
  );
}

function sumOf(clicks: CollaborationPage['clicks'], label: 'crawlers' | 'previews' | 'prefetches' | 'heads'): number {
  return clicks.reduce((sum, day) => sum + day[label], 0);
}
