import type { CalendarDay } from '#app/domain/period.ts';
import { formatDay, formatDayShort, formatMoney, formatMoneyCompact } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { ChartFrame } from './chart-frame.tsx';
import { pointLabel } from './chart-point.ts';
import { MoneyText } from './money-text.tsx';
import { usePageContext } from './page-context.ts';

export interface RevenueWeek {
  readonly startDay: CalendarDay;
  readonly endDay: CalendarDay;
  readonly revenueMinor: number;
  readonly revenueSoFarMinor: number;
}

interface RevenueTrendChartProps {
  readonly title: string;
  readonly currency: string;
  readonly weeks: readonly RevenueWeek[];
}

const HEIGHT = 190;
const FOOT = 22;
const HEAD = 18;

/** Net revenue by week as bars; the table beside it adds what had come together by each week's end. */
export function RevenueTrendChart({ title, currency, weeks }: RevenueTrendChartProps) {
  const t = useText('dashboard');
  const { locale, units } = usePageContext();
  const top = Math.max(1, ...weeks.map((week) => week.revenueMinor));
  const step = 100 / Math.max(1, weeks.length);
  const best = weeks.findIndex((week) => week.revenueMinor === top);
  const tall = (minor: number) => (Math.max(0, minor) / top) * (HEIGHT - FOOT - HEAD);
  const table = {
    head: [t('trend.week'), t('trend.revenue'), t('trend.revenueSoFar')],
    rows: weeks.map((week) => ({
      key: week.startDay,
      cells: [
        `${formatDayShort(week.startDay, locale)} – ${formatDay(week.endDay, locale)}`,
        <MoneyText key="week" minor={week.revenueMinor} currency={currency} />,
        <MoneyText key="sum" minor={week.revenueSoFarMinor} currency={currency} />,
      ],
    })),
  };
  return (
    <ChartFrame title={title} table={table}>
      <svg width="100%" height={HEIGHT} role="group" aria-label={title} className="block overflow-visible text-[0.857rem]">
        {weeks.map((week, index) => (
          <rect
            key={week.startDay} {...pointLabel(`${formatDayShort(week.startDay, locale)} – ${formatDay(week.endDay, locale)}: ${formatMoney(week.revenueMinor, currency, locale)}`, index === 0)} x={`${(index * step + step * 0.15).toFixed(2)}%`} width={`${(step * 0.7).toFixed(2)}%`} rx="2"
            y={HEIGHT - FOOT - tall(week.revenueMinor)} height={tall(week.revenueMinor)} className="point fill-series-1"
          />
        ))}
        {best >= 0 && top > 1 ? (
          <text x={`${(best * step + step / 2).toFixed(2)}%`} y={HEAD - 5} textAnchor={best === 0 ? 'start' : best === weeks.length - 1 ? 'end' : 'middle'} className="fill-text font-semibold">
            {formatMoneyCompact(top, currency, locale, units)}
          </text>
        ) : null}
        <line x1="0" x2="100%" y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} className="stroke-line" />
        {[0, weeks.length - 1].filter((index, at, all) => index >= 0 && all.indexOf(index) === at).map((index) => (
          <text key={index} x={`${((index + (index === 0 ? 0 : 1)) * step).toFixed(2)}%`} y={HEIGHT - 6} textAnchor={index === 0 ? 'start' : 'end'} className="fill-muted">
            {formatDayShort((index === 0 ? weeks[0]?.startDay : weeks[index]?.endDay) ?? '', locale)}
          </text>
        ))}
      </svg>
    </ChartFrame>
  );
}
