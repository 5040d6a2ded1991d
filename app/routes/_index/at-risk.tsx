import { Link } from '@remix-run/react';
import { LightBadge, PlatformBadge } from '#app/components/badges.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { ChanceText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import type { AtRisk } from './load-span.server.ts';

/** The five collaborations with most money at risk, with the two figures that it is made of. */
export function AtRiskCard({ worst, currency }: { readonly worst: readonly AtRisk[]; readonly currency: string }) {
  const t = useText('dashboard');
  const td = useText('domain');
  return (
    <Card title={t('risk.title')} subtitle={t('risk.how')} flush={worst.length > 0}>
      {worst.length === 0 ? <p className="text-muted">{t('risk.none')}</p> : (
        <Table label={t('risk.title')} compact>
          <thead>
            <tr>
              <th scope="col">{td('kol')}</th>
              <th scope="col" className="num">{t('risk.amount')}</th>
              <th scope="col" className="num">{t('risk.remaining')}</th>
              <th scope="col" className="num">{t('risk.probability')}</th>
            </tr>
          </thead>
          <tbody>
            {worst.map((one) => (
              <tr key={one.collaborationId}>
                <th scope="row">
                  <Link to={paths.collaboration(one)} className="whitespace-nowrap hover:underline">{one.kolName}</Link>
                  <span className="flex flex-wrap gap-1 font-normal text-muted"><PlatformBadge platform={one.platform} /><LightBadge light={one.light} /></span>
                </th>
                <td className="num font-semibold"><MoneyText minor={one.riskMinor} currency={currency} compact /></td>
                <td className="num"><Link to={paths.collaborationCosts(one)} className="hover:underline"><MoneyText minor={one.remainingMinor} currency={currency} compact /></Link></td>
                <td className="num"><ChanceText probability={one.probabilityRoiBelow1} /></td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
