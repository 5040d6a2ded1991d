import { Link } from '@remix-run/react';
import { LightBadge, PlatformBadge } from '#app/components/badges.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { RatioText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import type { Mover } from './load-dashboard.server.ts';

interface MoversCardProps {
  readonly title: string;
  readonly movers: readonly Mover[];
  readonly currency: string;
  readonly withRoi: boolean;
}

/** A few collaborations with their light, revenue and, for those who may see costs, both ROI figures. */
export function MoversCard({ title, movers, currency, withRoi }: MoversCardProps) {
  const t = useText('dashboard');
  const td = useText('domain');
  return (
    <Card title={title} flush={movers.length > 0}>
      {movers.length === 0 ? <p className="text-muted">{t('movers.none')}</p> : (
        <Table label={title} compact>
          <thead>
            <tr>
              <th scope="col">{td('kol')}</th>
              <th scope="col">{t('movers.light')}</th>
              <th scope="col" className="num">{td('metric.revenue')}</th>
              {withRoi ? <th scope="col" className="num">{td('metric.roi_so_far')}</th> : null}
              {withRoi ? <th scope="col" className="num">{td('metric.roi_at_close')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {movers.map((mover) => (
              <tr key={mover.collaborationId}>
                <th scope="row">
                  <Link to={paths.collaboration(mover)} className="whitespace-nowrap hover:underline">{mover.kolName}</Link>
                  {mover.platform ? <span className="block text-muted font-normal"><PlatformBadge platform={mover.platform} /></span> : null}
                </th>
                <td><LightBadge light={mover.light} /></td>
                <td className="num"><Link to={paths.collaborationOrders(mover)} className="hover:underline"><MoneyText minor={mover.revenueMinor} currency={currency} compact /></Link></td>
                {withRoi ? <td className="num"><RatioText ratio={mover.roi ?? null} /></td> : null}
                {withRoi ? <td className="num"><RatioText ratio={mover.atClose ?? null} /></td> : null}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
