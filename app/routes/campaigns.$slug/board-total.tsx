import { useLocale } from '#app/components/page-context.ts';
import { varianceState } from '#app/domain/finance/money-rules.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { BudgetFigures, MONEY_TONES } from './budget-figures.tsx';
import type { Matrix } from './load-matrix.server.ts';

/** What the tiers and the reserve come to together: the figures that the campaign goes by elsewhere, above the rows that they are added from. */
export function BoardTotal({ matrix }: { readonly matrix: Pick<Matrix, 'tiers' | 'total' | 'moneyCurrency' | 'policy'> }) {
  const t = useText('campaign');
  const locale = useLocale();
  const { tiers, total: { plannedMinor, spent }, moneyCurrency, policy } = matrix;
  const sum = (key: 'filled' | 'slots' | 'offered' | 'empty' | 'beyond') => tiers.reduce((all, { count }) => all + count[key], 0);
  const [offered, empty, beyond] = [sum('offered'), sum('empty'), sum('beyond')];
  const share = spent && plannedMinor > 0 ? spent.accruedMinor / plannedMinor : 0;
  const said = t('board.spentShare', { percent: formatPercent(share, locale, 1) });
  return (
    <Card
      title={t('board.total')}
      subtitle={[
        t('board.slots', { filled: sum('filled'), slots: sum('slots') }), ...(offered > 0 ? [t('board.offered', { count: offered })] : []), ...(empty > 0 ? [t('board.empty', { count: empty })] : []),
        ...(beyond > 0 ? [t('board.more', { count: beyond })] : []),
      ].join(' · ')}
    >
      <BudgetFigures plannedMinor={plannedMinor} spent={spent} currency={moneyCurrency} />
      {spent ? (
        <div className="flex items-center gap-3">
          <div className="flex-1"><ProgressBar share={share} label={said} tone={MONEY_TONES[varianceState(plannedMinor, spent.accruedMinor, policy)]} /></div>
          <span className="text-muted text-[0.857rem] whitespace-nowrap" aria-hidden="true">{said}</span>
        </div>
      ) : null}
    </Card>
  );
}
