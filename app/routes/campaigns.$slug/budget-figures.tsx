import type { ReactNode } from 'react';
import { MoneyText } from '#app/components/money-text.tsx';
import type { VarianceState } from '#app/domain/finance/money-rules.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Matrix } from './load-matrix.server.ts';

/** How a bar of money against its plan is coloured. Within the plan it keeps the neutral colour. */
export const MONEY_TONES = { green: 'accent', amber: 'amber', red: 'red' } as const satisfies Record<VarianceState, string>;

interface BudgetFiguresProps {
  readonly plannedMinor: number | null;
  /** Null for those who may not see costs. */
  readonly spent: Matrix['total']['spent'];
  readonly currency: string;
}

/** The money of a tier, or of all of them, against its plan. */
export function BudgetFigures({ plannedMinor, spent, currency }: BudgetFiguresProps) {
  const t = useText('campaign');
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-1 mb-2">
      <Figure label={t('board.planned')}><MoneyText minor={plannedMinor} currency={currency} /></Figure>
      {spent ? (
        <>
          <Figure label={t('board.committed')}><MoneyText minor={spent.committedMinor} currency={currency} /></Figure>
          <Figure label={t('budgetTable.drafted')}><MoneyText minor={spent.draftedMinor} currency={currency} /></Figure>
          <Figure label={t('board.accrued')}><MoneyText minor={spent.accruedMinor} currency={currency} /></Figure>
          <Figure label={t('board.left')}><MoneyText minor={spent.leftMinor} currency={currency} signed /></Figure>
        </>
      ) : null}
    </dl>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-[0.857rem]">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
