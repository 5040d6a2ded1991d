import { Link } from '@remix-run/react';
import { DayText } from '#app/components/date-text.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { PlatformBadge } from '#app/components/badges.tsx';
import { RatioText } from '#app/components/number-text.tsx';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useCan } from '#app/components/root-data.ts';
import { useLocale } from '#app/components/page-context.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { CollaborationSpend } from '#app/services/report-kol-spend.server.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

/** A collaboration's lines: what was promised, what was paid, what was sold. The last row of each table is the figure above. */
export function CollaborationStatement({ collaboration }: { readonly collaboration: CollaborationSpend }) {
  const t = useText('finance');
  const tc = useText('common');
  const can = useCan();
  const { id, campaignName, status, spend } = collaboration;
  const orders = paths.collaborationOrders({ collaborationId: id });
  const link = 'inline-flex items-center min-h-6 text-accent hover:underline';
  return (
    <Card
      title={<Link to={paths.collaboration({ collaborationId: id })} className={link}>{campaignName}</Link>}
      subtitle={<><PlatformBadge platform={collaboration.platform} /> · <DayText day={collaboration.startsOn} /> – <DayText day={collaboration.endsOn} /></>}
      actions={<StatusBadge kind="collaboration" status={status} />}
    >
      <div className="flex flex-col gap-3">
        <p className="flex flex-wrap gap-x-5 gap-y-1">
          <span>{t('column.revenue')} <Link to={orders} className={link}><SpendMoney minor={spend.revenueMinor} /></Link></span>
          <span>{t('column.refunds')} <Link to={orders} className={link}><SpendMoney minor={spend.refundedMinor} /></Link></span>
          <span><Link to={orders} className={link}>{tc('orders', { count: collaboration.orders })}</Link></span>
          <span>{t('column.roi')} <RatioText ratio={spend.roi} /></span>
        </p>
        <CostLines collaboration={collaboration} />
        <InvoiceLines collaboration={collaboration} />
        <PaymentLines collaboration={collaboration} />
        {can('audit:read') ? <p><Link to={paths.ledger(`?f.collaboration=${id}`)} className={link}>{t('openLedger')}</Link></p> : null}
      </div>
    </Card>
  );
}

function CostLines({ collaboration: { costLines, spend } }: { readonly collaboration: CollaborationSpend }) {
  const t = useText('finance');
  const td = useText('domain');
  const tc = useText('common');
  const locale = useLocale();
  if (costLines.length === 0) return <p className="text-muted">{t('noCosts')}</p>;
  return (
    <Table label={t('costItems')} compact>
      <thead>
        <tr>
          <th scope="col">{t('costItem')}</th><th scope="col">{t('date')}</th><th scope="col">{t('note')}</th>
          <th scope="col" className="num">{t('amount')}</th><th scope="col" className="num">{t('released')}</th><th scope="col" className="num">{t('rate')}</th>
          <th scope="col" className="num">{t('column.planned')}</th><th scope="col" className="num">{t('column.committed')}</th><th scope="col" className="num">{t('column.accrued')}</th>
        </tr>
      </thead>
      <tbody>
        {costLines.map((cost) => (
          <tr key={cost.id}>
            <th scope="row" className="font-normal!">{td(`costKind.${cost.kind}`)}</th>
            <td><DayText day={cost.incurredOn} /></td>
            <td>{cost.note || <Dash />}</td>
            <td className="num">{cost.commissionBasisPoints === null ? <MoneyText minor={cost.amountMinor} currency={cost.currency} /> : formatPercent(cost.commissionBasisPoints / 10_000, locale)}</td>
            <td className="num">{cost.releasedMinor === 0 ? <Dash /> : <MoneyText minor={cost.releasedMinor} currency={cost.currency} />}</td>
            <td className="num"><RateText rate={cost.rate} /></td>
            {cost.line === null ? (
              <td colSpan={3} className="text-amber">{t('noRate', { currency: cost.currency })}</td>
            ) : (
              <>
                <td className="num"><SpendMoney minor={cost.line.plannedMinor} /></td>
                <td className="num"><SpendMoney minor={cost.line.committedMinor} /></td>
                <td className="num"><SpendMoney minor={cost.line.accruedMinor} /></td>
              </>
            )}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={6}>{tc('total')}</th>
          <td className="num"><SpendMoney minor={spend.plannedMinor} /></td><td className="num"><SpendMoney minor={spend.committedMinor} /></td><td className="num"><SpendMoney minor={spend.accruedMinor} /></td>
        </tr>
      </tfoot>
    </Table>
  );
}

function InvoiceLines({ collaboration: { invoiceLines, spend } }: { readonly collaboration: CollaborationSpend }) {
  const t = useText('finance');
  const tc = useText('common');
  if (invoiceLines.length === 0) return <p className="text-muted">{t('noInvoices')}</p>;
  return (
    <Table label={t('invoices')} compact>
      <thead>
        <tr>
          <th scope="col">{t('invoice')}</th><th scope="col">{t('issuedOn')}</th><th scope="col">{t('receivedOn')}</th><th scope="col" className="num">{t('amount')}</th>
          <th scope="col" className="num">{t('rate')}</th><th scope="col" className="num">{t('column.invoiced')}</th>
        </tr>
      </thead>
      <tbody>
        {invoiceLines.map((invoice) => (
          <tr key={invoice.id}>
            <th scope="row" className="font-normal!">{invoice.number}</th>
            <td><DayText day={invoice.issuedOn} /></td>
            <td><DayText day={invoice.receivedOn} /></td>
            <td className="num"><MoneyText minor={invoice.amountMinor} currency={invoice.currency} /></td>
            <td className="num"><RateText rate={invoice.rate} /></td>
            <td className="num">{invoice.countedMinor === null ? <span className="text-amber">{t('noRate', { currency: invoice.currency })}</span> : <SpendMoney minor={invoice.countedMinor} />}</td>
          </tr>
        ))}
      </tbody>
      <tfoot><tr><th scope="row" colSpan={5}>{tc('total')}</th><td className="num"><SpendMoney minor={spend.invoicedMinor} /></td></tr></tfoot>
    </Table>
  );
}

/** The rate that was frozen with an amount; a dash for the reporting currency itself. */
function RateText({ rate }: { readonly rate: string | null }) {
  if (rate === null || /^1(\.0*)?$/.test(rate)) return <Dash />;
  return <>{rate.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')}</>;
}

function PaymentLines({ collaboration: { paymentLines, spend } }: { readonly collaboration: CollaborationSpend }) {
  const t = useText('finance');
  const td = useText('domain');
  const tc = useText('common');
  if (paymentLines.length === 0) return <p className="text-muted">{t('noPayments')}</p>;
  return (
    <Table label={t('payments')} compact>
      <thead>
        <tr>
          <th scope="col">{t('stage')}</th><th scope="col">{t('status')}</th><th scope="col">{t('paidOn')}</th><th scope="col">{t('reference')}</th>
          <th scope="col" className="num">{t('amount')}</th><th scope="col" className="num">{t('rate')}</th><th scope="col" className="num">{t('column.paid')}</th>
        </tr>
      </thead>
      <tbody>
        {paymentLines.map((payment) => (
          <tr key={payment.id}>
            <th scope="row" className="font-normal!"><Link to={paths.financePayment({ paymentId: payment.id })} className="inline-flex items-center min-h-6 text-accent hover:underline">{td(`paymentStage.${payment.stage}`)}</Link></th>
            <td><StatusBadge kind="payment" status={payment.status} /></td>
            <td><DayText day={payment.paidOn} /></td>
            <td>{payment.reference || <Dash />}</td>
            <td className="num"><MoneyText minor={payment.amountMinor} currency={payment.currency} /></td>
            <td className="num"><RateText rate={payment.rate} /></td>
            <td className="num">{payment.countedMinor === null ? <span className="text-amber">{t('noRate', { currency: payment.currency })}</span> : <SpendMoney minor={payment.countedMinor} />}</td>
          </tr>
        ))}
      </tbody>
      <tfoot><tr><th scope="row" colSpan={6}>{tc('total')}</th><td className="num"><SpendMoney minor={spend.paidMinor} /></td></tr></tfoot>
    </Table>
  );
}
