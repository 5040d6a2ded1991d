import { Link } from '@remix-run/react';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { formatMoney, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Table } from '#app/ui/table.tsx';
import type { CollaborationPage } from './load-collaboration.server.ts';

interface MoneyCardProps {
  readonly money: NonNullable<CollaborationPage['money']>;
  readonly collaborationId: string;
  readonly currency: string;
  readonly mayAdd: boolean;
}

/** What was promised for the collaboration, and in which stages it is paid. */
export function MoneyCard({ money, collaborationId, currency, mayAdd }: MoneyCardProps) {
  const t = useText('collaboration');
  const td = useText('domain');
  const tp = useText('payments');
  const locale = useLocale();
  return (
    <Card title={t('money.title')} actions={mayAdd ? <><LinkButton to={paths.collaborationPapers({ collaborationId })} size="sm" icon="file">{tp('papers.title')}</LinkButton><LinkButton to={paths.collaborationCosts({ collaborationId })} size="sm" icon="plus">{t('money.add')}</LinkButton></> : null}>
      {money.uncountedCosts > 0 ? <div className="mb-3"><Banner tone="amber">{t('money.uncounted', { count: money.uncountedCosts })}</Banner></div> : null}
      <Table label={t('money.costs')} compact>
        <thead>
          <tr><th scope="col">{t('money.cost')}</th><th scope="col">{t('money.day')}</th><th scope="col" className="num">{t('money.stands')}</th></tr>
        </thead>
        <tbody>
          {money.costs.map((cost) => (
            <tr key={cost.id}>
              <th scope="row">
                {td(`costKind.${cost.kind}`)}
                {cost.commissionBasisPoints === null ? null : <span className="font-normal"> {formatPercent(cost.commissionBasisPoints / 10_000, locale, 2)}</span>}
                {cost.rate === null ? <> <Badge tone="amber">{t('money.noRate')}</Badge></> : null}
                {cost.cancellable ? null : <> <Badge>{t('money.fixed')}</Badge></>}
                {cost.note ? <span className="block text-muted font-normal">{cost.note}</span> : null}
              </th>
              <td>{cost.incurredOn === null ? <span className="text-muted">{t('money.overFlight')}</span> : <DayText day={cost.incurredOn} />}</td>
              <td className="num">
                <MoneyText minor={cost.amountMinor - cost.releasedMinor} currency={cost.currency} />
                {cost.releasedMinor === 0 ? null : <span className="block text-muted">{t('money.released', { amount: formatMoney(cost.releasedMinor, cost.currency, locale) })}</span>}
              </td>
            </tr>
          ))}
          {money.costs.length === 0 ? <tr><td colSpan={3} className="text-muted">{t('money.none')}</td></tr> : null}
        </tbody>
        <tfoot>
          <tr><th scope="row" colSpan={2}>{t('money.totals')}</th><td className="num"><MoneyText minor={money.standingMinor} currency={currency} /></td></tr>
          <tr><th scope="row" colSpan={2}>{t('money.accrued')}</th><td className="num"><MoneyText minor={money.accruedMinor} currency={currency} /></td></tr>
        </tfoot>
      </Table>
      <h3 className="font-medium mt-4 mb-2">{t('money.payments')}</h3>
      {money.payments.length === 0 ? <p className="text-muted">{t('money.noPayments')}</p> : (
        <Table label={t('money.payments')} compact>
          <thead><tr><th scope="col">{t('money.stage')}</th><th scope="col">{t('column.status')}</th><th scope="col">{t('money.paidOn')}</th><th scope="col" className="num">{t('money.amount')}</th></tr></thead>
          <tbody>
            {money.payments.map((payment) => (
              <tr key={payment.id}>
                <th scope="row" className="whitespace-nowrap"><Link to={paths.financePayment({ paymentId: payment.id })} className="inline-flex items-center min-h-6 text-accent hover:underline">{td(`paymentStage.${payment.stage}`)}</Link></th>
                <td><StatusBadge kind="payment" status={payment.status} /></td>
                <td><DayText day={payment.paidOn} />{payment.reference ? <span className="text-muted"> · {payment.reference}</span> : null}</td>
                <td className="num"><MoneyText minor={payment.amountMinor} currency={payment.currency} /></td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
