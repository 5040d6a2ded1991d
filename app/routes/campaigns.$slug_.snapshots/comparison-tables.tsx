import { Link } from '@remix-run/react';
import { LightBadge } from '#app/components/badges.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import { useSlotName } from '../campaigns.$slug/move-text.ts';
import { TargetValue } from '../campaigns.$slug/targets-card.tsx';
import type { Comparison } from './load-comparison.server.ts';

type SeatSide = NonNullable<Comparison['seats'][number]['before']>;

const TONES = { came: 'green', left: 'red', moved: 'accent', changed: 'neutral' } as const satisfies Record<string, Tone>;

/** Who came, left and moved between two snapshots, and what became of the money and the targets. */
export function ComparisonTables({ comparison, currency }: { readonly comparison: Comparison; readonly currency: string }) {
  const t = useText('matrix');
  return (
    <>
      <Card title={t('snapshot.seats')} subtitle={t('snapshot.unchanged', { count: comparison.unchanged })}>
        {comparison.seats.length === 0 ? <p className="text-muted">{t('snapshot.noChange')}</p> : (
          <Table label={t('snapshot.seats')} stickyFirst>
            <thead><tr><th scope="col">{t('snapshot.who')}</th><th scope="col">{t('snapshot.what')}</th><th scope="col">{t('snapshot.before')}</th><th scope="col">{t('snapshot.after')}</th></tr></thead>
            <tbody>
              {comparison.seats.map((change) => (
                <tr key={change.kolId}>
                  <th scope="row"><Link to={paths.kol(change)} className="hover:underline">{change.kolName}</Link></th>
                  <td><Badge tone={TONES[change.kind]}>{t(`snapshot.${change.kind}`)}</Badge></td>
                  <td><Side side={change.before} currency={currency} /></td>
                  <td><Side side={change.after} currency={currency} /></td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <MoneyTable comparison={comparison} currency={currency} />
      <Card title={t('snapshot.targets')}>
        <Table label={t('snapshot.targets')} compact>
          <thead><tr><th scope="col">{t('target.column')}</th><th scope="col" className="num">{t('target.goal')}</th><th scope="col" className="num">{t('snapshot.before')}</th><th scope="col" className="num">{t('snapshot.after')}</th></tr></thead>
          <tbody>
            {comparison.targets.map((row) => (
              <tr key={row.target}>
                <th scope="row">{t(`target.${row.target}`)}</th>
                <td className="num"><TargetValue target={row.target} value={row.goal} /></td>
                <td className="num"><TargetValue target={row.target} value={row.before} /></td>
                <td className="num"><TargetValue target={row.target} value={row.after} /></td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </>
  );
}

/** Somebody's place, state, light and cost on one side. */
function Side({ side, currency }: { readonly side: SeatSide | null; readonly currency: string }) {
  const slotName = useSlotName();
  if (side === null) return <Dash />;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Link to={paths.collaboration(side)} className="hover:underline whitespace-nowrap">{slotName(side)}</Link>
      <StatusBadge kind="collaboration" status={side.status} />
      {side.light ? <LightBadge light={side.light} /> : null}
      {side.money ? <MoneyText minor={side.money.standingMinor} currency={currency} /> : null}
    </span>
  );
}

function MoneyTable({ comparison, currency }: { readonly comparison: Comparison; readonly currency: string }) {
  const t = useText('matrix');
  const td = useText('domain');
  const locale = useLocale();
  const hasCosts = comparison.tiers.some((tier) => tier.before.spent && tier.after.spent);
  return (
    <Card title={t('snapshot.money')}>
      <Table label={t('snapshot.money')} stickyFirst>
        <thead>
          <tr>
            <th scope="col">{t('snapshot.tier')}</th><th scope="col" className="num">{t('plan.slots')}</th><th scope="col" className="num">{t('plan.share')}</th><th scope="col" className="num">{t('snapshot.planned')}</th>
            {hasCosts ? (['committed', 'drafted', 'accrued'] as const).map((key) => <th key={key} scope="col" className="num">{t(`snapshot.${key}`)}</th>) : null}
          </tr>
        </thead>
        <tbody>
          {comparison.tiers.map(({ tier, before, after }) => (
            <tr key={tier}>
              <th scope="row">{td(`tier.${tier}`)}</th>
              <td className="num">{before.slots === after.slots ? after.slots : `${before.slots} → ${after.slots}`}</td>
              <td className="num">{before.shareBasisPoints === after.shareBasisPoints ? null : <>{formatPercent(before.shareBasisPoints / 10_000, locale, 2)} → </>}{formatPercent(after.shareBasisPoints / 10_000, locale, 2)}</td>
              <td className="num"><Pair before={before.plannedMinor} after={after.plannedMinor} currency={currency} /></td>
              {before.spent && after.spent ? (
                <>
                  <td className="num"><Pair before={before.spent.committedMinor} after={after.spent.committedMinor} currency={currency} /></td>
                  <td className="num"><Pair before={before.spent.draftedMinor} after={after.spent.draftedMinor} currency={currency} /></td>
                  <td className="num"><Pair before={before.spent.accruedMinor} after={after.spent.accruedMinor} currency={currency} /></td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>{t('snapshot.revenue')}</th>
            <td className="num" colSpan={hasCosts ? 4 : 1}><Pair before={comparison.revenue.beforeMinor} after={comparison.revenue.afterMinor} currency={currency} /></td>
          </tr>
        </tfoot>
      </Table>
    </Card>
  );
}

/** An amount before and after; once where it has not changed. */
function Pair({ before, after, currency }: { readonly before: number | null; readonly after: number | null; readonly currency: string }) {
  if (before === after) return <MoneyText minor={after} currency={currency} />;
  return <span className="whitespace-nowrap"><span className="text-muted"><MoneyText minor={before} currency={currency} /></span> → <MoneyText minor={after} currency={currency} /></span>;
}
