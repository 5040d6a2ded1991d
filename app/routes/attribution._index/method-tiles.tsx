import type { MethodSum } from '#db/queries/attribution-models.server.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';
import type { DaySpan } from './period.ts';

interface MethodTilesProps {
  readonly methods: readonly MethodSum[];
  readonly excluded: { readonly orders: number; readonly minor: number };
  readonly period: DaySpan;
}

const METHODS = ['coupon', 'click', 'utm', 'none'] as const;

/** All orders of the period by what decided them; unattributed ones are counted as such. Each opens to its orders. */
export function MethodTiles({ methods, excluded, period }: MethodTilesProps) {
  const t = useText('attribution');
  const td = useText('domain');
  const locale = useLocale();
  const { workspace } = useRootData();
  const all = methods.reduce((sum, one) => ({ orders: sum.orders + one.orders, netMinor: sum.netMinor + one.netMinor }), { orders: 0, netMinor: 0 });
  const days = `from=${period.from}&through=${period.through}`;
  const percent = (orders: number) => (all.orders > 0 ? formatPercent(orders / all.orders, locale) : '—');
  return (
    <StatGrid>
      <StatTile label={t('models.allOrders')} value={<MoneyText minor={all.netMinor} currency={workspace.currency} compact />} note={t('conflicts.orders', { count: all.orders })} to={paths.orders(`?${days}`)} />
      {METHODS.map((method) => {
        const { orders, netMinor } = methods.find((one) => one.method === method) ?? { orders: 0, netMinor: 0 };
        return (
          <StatTile
            key={method} label={td(`attributionMethod.${method}`)} value={<MoneyText minor={netMinor} currency={workspace.currency} compact />}
            note={t('models.methodNote', { count: orders, percent: percent(orders) })} to={paths.orders(`?${days}&f.method=${method}`)}
          />
        );
      })}
      {excluded.orders > 0 ? (
        <StatTile label={t('models.excluded')} value={<MoneyText minor={excluded.minor} currency={workspace.currency} compact />} note={t('models.excludedNote', { count: excluded.orders })} to={paths.attribution(`?${days}&sort=-excluded`)} />
      ) : null}
    </StatGrid>
  );
}
