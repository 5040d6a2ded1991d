import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import type { Matrix } from './load-matrix.server.ts';

/** The budget by row; the rows sum to the budget to the last fen. */
export function BudgetCard({ matrix }: { readonly matrix: Pick<Matrix, 'budget' | 'total' | 'moneyCurrency' | 'hasRate' | 'uncountedCosts' | 'campaign'> }) {
  const t = useText('campaign');
  const td = useText('domain');
  const tc = useText('common');
  const locale = useLocale();
  const { budget, total, moneyCurrency: currency, campaign } = matrix;
  const percent = (basisPoints: number) => formatPercent(basisPoints / 10_000, locale, 2);
  return (
    <Card title={t('budgetTable.title')} subtitle={t('budgetTable.subtitle')}>
      {matrix.hasRate ? null : <div className="mb-3"><Banner tone="amber">{t('budgetTable.noRate', { currency: campaign.currency })}</Banner></div>}
      {matrix.uncountedCosts > 0 ? <div className="mb-3"><Banner tone="amber">{t('budgetTable.uncounted', { count: matrix.uncountedCosts })}</Banner></div> : null}
      <Table label={t('budgetTable.title')} stickyFirst compact>
        <thead>
          <tr>
            <th scope="col">{t('budgetTable.tier')}</th>
            <th scope="col" className="num">{t('budgetTable.share')}</th>
            <th scope="col" className="num">{t('budgetTable.planned')}</th>
            {total.spent ? (['committed', 'drafted', 'accrued', 'left'] as const).map((key) => <th key={key} scope="col" className="num">{t(`budgetTable.${key}`)}</th>) : null}
          </tr>
        </thead>
        <tbody>
          {budget.map((row) => (
            <tr key={row.row}>
              <th scope="row">{row.row === 'reserve' ? t('reserve') : td(`tier.${row.row}`)}</th>
              <td className="num">{row.row === 'reserve' ? t('budgetTable.reserveShare', { percent: percent(row.shareBasisPoints) }) : percent(row.shareBasisPoints)}</td>
              <td className="num"><MoneyText minor={row.plannedMinor} currency={currency} /></td>
              <Spent spent={row.spent} currency={currency} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>{tc('total')}</th>
            <td className="num"><MoneyText minor={total.plannedMinor} currency={currency} /></td>
            <Spent spent={total.spent} currency={currency} />
          </tr>
        </tfoot>
      </Table>
    </Card>
  );
}

function Spent({ spent, currency }: { readonly spent: Matrix['total']['spent']; readonly currency: string }) {
  if (!spent) return null;
  const { committedMinor, draftedMinor, accruedMinor, leftMinor } = spent;
  return (
    <>
      {[{ key: 'committed', minor: committedMinor }, { key: 'drafted', minor: draftedMinor }, { key: 'accrued', minor: accruedMinor }, { key: 'left', minor: leftMinor }].map(({ key, minor }) => (
        <td key={key} className="num"><MoneyText minor={minor} currency={currency} signed /></td>
      ))}
    </>
  );
}
