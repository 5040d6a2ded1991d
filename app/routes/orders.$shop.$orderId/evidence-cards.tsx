import { Link } from '@remix-run/react';
import { InstantText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import type { OrderPage } from './load-order.server.ts';

type Named = { readonly collaborationId: string; readonly kolName: string; readonly campaignName: string };

function Who({ row }: { readonly row: Named }) {
  return <><Link to={paths.collaboration(row)} className="hover:underline">{row.kolName}</Link> <span className="text-muted font-normal">{row.campaignName}</span></>;
}

interface CreditsCardProps extends Pick<OrderPage, 'credits' | 'totals'> {
  readonly currency: string;
  readonly netMinor: number | null;
}

/** How the order's net revenue is divided, under every model side by side; every column sums to the order. */
export function CreditsCard({ credits, totals, currency, netMinor }: CreditsCardProps) {
  const t = useText('collaboration');
  const td = useText('domain');
  return (
    <Card title={t('order.credits')} subtitle={t('order.creditsText')}>
      {credits.length === 0 ? <p className="text-muted">{t('order.unattributed')}</p> : (
        <Table label={t('order.credits')} stickyFirst compact>
          <thead>
            <tr><th scope="col">{t('order.collaboration')}</th>{totals.map(({ model }) => <th key={model} scope="col" className="num">{td(`attributionModel.${model}`)}</th>)}</tr>
          </thead>
          <tbody>
            {credits.map((credit) => (
              <tr key={credit.collaborationId}>
                <th scope="row"><Who row={credit} />{credit.excluded ? <> <Badge tone="amber">{t('orders.excluded')}</Badge></> : null}</th>
                {totals.map(({ model }) => <td key={model} className="num"><MoneyText minor={credit[model]} currency={currency} /></td>)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('order.sum')} <span className="font-normal text-muted">({t('orders.net')} <MoneyText minor={netMinor} currency={currency} />)</span></th>
              {totals.map(({ model, creditMinor }) => <td key={model} className="num"><MoneyText minor={creditMinor} currency={currency} /></td>)}
            </tr>
          </tfoot>
        </Table>
      )}
    </Card>
  );
}

/** The clicks that the credit was divided over. */
export function TouchesCard({ touches }: Pick<OrderPage, 'touches'>) {
  const t = useText('collaboration');
  return (
    <Card title={t('order.touches')} subtitle={t('order.touchesText')}>
      {touches.length === 0 ? <p className="text-muted">{t('order.noTouches')}</p> : (
        <Table label={t('order.touches')} compact>
          <thead><tr><th scope="col">{t('order.clickedAt')}</th><th scope="col">{t('order.collaboration')}</th><th scope="col">{t('order.referrer')}</th><th scope="col">{t('order.device')}</th><th scope="col">{t('order.clickId')}</th></tr></thead>
          <tbody>
            {touches.map((touch) => (
              <tr key={touch.clickId}>
                <th scope="row"><InstantText at={touch.clickedAt} /></th>
                <td><Who row={touch} /></td>
                <td>{touch.referrerHost ?? '—'}</td>
                <td>{touch.device === null ? '—' : t(`device.${touch.device}`)}{touch.country ? ` · ${touch.country}` : ''}</td>
                <td><code className="text-[0.857rem]">{touch.clickId}</code></td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

/** Claims that lost to a stronger one. */
export function ClaimsCard({ claims }: Pick<OrderPage, 'claims'>) {
  const t = useText('collaboration');
  const td = useText('domain');
  return (
    <Card title={t('order.claims')}>
      {claims.length === 0 ? <p className="text-muted">{t('order.noClaims')}</p> : (
        <ul className="flex flex-col gap-1">{claims.map((claim) => <li key={`${claim.collaborationId} ${claim.method}`}><Who row={claim} /> · {td(`attributionMethod.${claim.method}`)}</li>)}</ul>
      )}
    </Card>
  );
}

export function RefundsCard({ refunds }: Pick<OrderPage, 'refunds'>) {
  const t = useText('collaboration');
  return (
    <Card title={t('order.refunds')}>
      {refunds.length === 0 ? <p className="text-muted">{t('order.noRefunds')}</p> : (
        <Table label={t('order.refunds')} compact>
          <thead><tr><th scope="col">{t('order.refund')}</th><th scope="col">{t('order.refundedAt')}</th><th scope="col" className="num">{t('money.amount')}</th></tr></thead>
          <tbody>
            {refunds.map((refund) => (
              <tr key={refund.refundId}><th scope="row">{refund.refundId}</th><td><InstantText at={refund.refundedAt} /></td><td className="num"><MoneyText minor={refund.amountMinor} currency={refund.currency} /></td></tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
