import { Link } from '@remix-run/react';
import { DayText, InstantText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { ACCRUES_OVER_FLIGHT } from '#app/domain/cost.ts';
import { formatDayShort, formatMoney, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { readRoiRows } from '#app/services/read-roi-rows.server.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

type Rows = Awaited<ReturnType<typeof readRoiRows>>;
const link = 'inline-flex items-center min-h-6 text-accent hover:underline';

/** The orders; the foot is the sum of all of them, not of the page alone. */
export function OrderTable({ orders, count, sumMinor, currency }: { readonly orders: Rows['orders']; readonly count: number; readonly sumMinor: number; readonly currency: string }) {
  const t = useText('roi');
  const td = useText('domain');
  return (
    <div id="orders">
      <Card title={t('rows.orders')} subtitle={t('rows.orderRows', { count })} flush>
        <Table label={t('rows.orders')} compact>
          <thead>
            <tr><th scope="col">{t('rows.order')}</th><th scope="col">{t('rows.placed')}</th><th scope="col">{t('rows.who')}</th><th scope="col">{t('rows.method')}</th><th scope="col" className="num">{t('rows.credit')}</th></tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={`${order.shop} ${order.orderId} ${order.collaborationId}`}>
                <th scope="row"><Link to={paths.order(order)} className={link}>{order.orderId}</Link></th>
                <td><InstantText at={order.placedAt} /></td>
                <td><Who row={order} /></td>
                <td>{td(`attributionMethod.${order.method}`)}</td>
                <td className="num"><MoneyText minor={order.creditMinor} currency={currency} /></td>
              </tr>
            ))}
            {orders.length === 0 ? <tr><td colSpan={5} className="text-muted">{t('rows.noOrders')}</td></tr> : null}
          </tbody>
          <tfoot><tr><th scope="row" colSpan={4}>{t('rows.sumOfRows')}</th><td className="num"><MoneyText minor={sumMinor} currency={currency} /></td></tr></tfoot>
        </Table>
      </Card>
    </div>
  );
}

/** The cost lines: what stands of each, and what of it counts here. */
export function CostTable({ costs, sumMinor, currency, accrues }: { readonly costs: Rows['costs']; readonly sumMinor: number; readonly currency: string; readonly accrues: boolean }) {
  const t = useText('roi');
  const td = useText('domain');
  return (
    <div id="costs">
      <Card title={t('rows.costs')} flush>
        <Table label={t('rows.costs')} compact>
          <thead>
            <tr><th scope="col">{t('rows.kind')}</th><th scope="col">{t('rows.who')}</th><th scope="col">{t('rows.basis')}</th><th scope="col" className="num">{t('rows.amount')}</th><th scope="col" className="num">{t('rows.counted')}</th></tr>
          </thead>
          <tbody>
            {costs.map((cost) => (
              <tr key={cost.id}>
                <th scope="row">{td(`costKind.${cost.kind}`)}{cost.note ? <span className="block text-muted font-normal">{cost.note}</span> : null}</th>
                <td><Who row={cost} /></td>
                <td><Basis cost={cost} currency={currency} accrues={accrues} /></td>
                <td className="num"><MoneyText minor={cost.amountMinor - cost.releasedMinor} currency={cost.currency} /></td>
                <td className="num"><MoneyText minor={cost.standingMinor === null ? null : cost.countedMinor} currency={currency} /></td>
              </tr>
            ))}
            {costs.length === 0 ? <tr><td colSpan={5} className="text-muted">{t('rows.none')}</td></tr> : null}
          </tbody>
          <tfoot><tr><th scope="row" colSpan={4}>{t('rows.sumOfRows')}</th><td className="num"><MoneyText minor={sumMinor} currency={currency} /></td></tr></tfoot>
        </Table>
      </Card>
    </div>
  );
}

function Who({ row }: { readonly row: { readonly collaborationId: string; readonly kolName?: string | undefined; readonly campaignName?: string | undefined } }) {
  return <Link to={paths.collaboration(row)} className={link}>{row.kolName} · {row.campaignName}</Link>;
}

function Basis({ cost, currency, accrues }: { readonly cost: Rows['costs'][number]; readonly currency: string; readonly accrues: boolean }) {
  const t = useText('roi');
  const locale = useLocale();
  if (cost.standingMinor === null) return <>{t('rows.noRate')}</>;
  if (cost.commissionBasisPoints !== null) {
    return <>{t('rows.commission', { rate: formatPercent(cost.commissionBasisPoints / 10_000, locale, 2), revenue: formatMoney(cost.creditedMinor ?? 0, currency, locale) })}</>;
  }
  if (!accrues) return <>{t('rows.whole')}</>;
  if (ACCRUES_OVER_FLIGHT.includes(cost.kind)) return <>{t('rows.overFlight', { from: formatDayShort(cost.startsOn, locale), to: formatDayShort(cost.endsOn, locale) })}</>;
  return <DayText day={cost.incurredOn ?? cost.startsOn} />;
}
