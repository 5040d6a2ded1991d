import { ChartFrame } from '#app/components/chart-frame.tsx';
import { pointLabel } from '#app/components/chart-point.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { AttributionRow } from './row.server.ts';

interface SpreadChartProps {
  readonly rows: readonly AttributionRow[];
  readonly inForce: AttributionModel;
}

const LISTED = 8;

/** The collaborations whose revenue hangs most on the model: a line from the lowest to the highest of the five, the model in force marked on it. */
export function SpreadChart({ rows, inForce }: SpreadChartProps) {
  const t = useText('attribution');
  const td = useText('domain');
  const { workspace } = useRootData();
  const locale = useLocale();
  const listed = rows.filter((row) => row.spreadMinor > 0).sort((a, b) => b.spreadMinor - a.spreadMinor).slice(0, LISTED);
  if (listed.length === 0) return <p className="text-muted">{t('models.chartNone')}</p>;
  const end = Math.max(1, ...listed.flatMap((row) => row.models.map((one) => one.minor))) * 1.03;
  const at = (minor: number) => `${((minor / end) * 100).toFixed(2)}%`;
  const money = (minor: number) => <MoneyText minor={minor} currency={workspace.currency} />;
  const said = (row: AttributionRow) => `${row.kolName} · ${row.campaignName}: ${row.models.map(({ model, minor }) => `${td(`attributionModel.${model}`)} ${formatMoney(minor, workspace.currency, locale)}`).join(', ')}`;
  const table = {
    head: [t('filter.collaboration'), ...(listed[0]?.models ?? []).map(({ model }) => td(`attributionModel.${model}`))],
    rows: listed.map((row) => ({ key: row.collaborationId, cells: [`${row.kolName} · ${row.campaignName}`, ...row.models.map((one) => money(one.minor))] })),
  };
  return (
    <ChartFrame title={t('models.chartTitle')} table={table}>
      <div className="grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2" role="group" aria-label={t('models.chartTitle')}>
        {listed.map((row, index) => {
          const amounts = row.models.map((one) => one.minor);
          const own = row.models.find((one) => one.model === inForce)?.minor ?? 0;
          return (
            <div key={row.collaborationId} className="contents">
              <span className="truncate" aria-hidden="true">{row.kolName}</span>
              <svg width="100%" height="18" className="point block overflow-visible" {...pointLabel(said(row), index === 0)}>
                <line x1="0" x2="100%" y1="9" y2="9" className="stroke-line" />
                <line x1={at(Math.min(...amounts))} x2={at(Math.max(...amounts))} y1="9" y2="9" className="stroke-series-1" strokeWidth="4" strokeLinecap="round" opacity="0.4" />
                {row.models.map((one) => <circle key={one.model} cx={at(one.minor)} cy="9" r="3" className="fill-series-1" />)}
                <circle cx={at(own)} cy="9" r="5.5" className="fill-surface stroke-text" strokeWidth="2" />
              </svg>
              <span className="text-end whitespace-nowrap text-muted" aria-hidden="true"><MoneyText minor={row.spreadMinor} currency={workspace.currency} compact /></span>
            </div>
          );
        })}
      </div>
      <p className="text-muted text-[0.857rem]" aria-hidden="true">○ {td(`attributionModel.${inForce}`)} · {t('robust.inForce')}</p>
    </ChartFrame>
  );
}
