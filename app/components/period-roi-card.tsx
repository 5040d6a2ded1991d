import { Link } from '@remix-run/react';
import type { ReviewedPeriod } from '#db/queries/period-roi.server.ts';
import { roiOf } from '#app/domain/scoring/roi.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import { DayText } from './date-text.tsx';
import { RatioText } from './number-text.tsx';
import { SpendMoney } from './spend-figures.tsx';

interface PeriodRoiCardProps {
  /** The latest first. */
  readonly periods: readonly ReviewedPeriod[];
  /** Whether the rows are of several campaigns. */
  readonly namesCampaigns: boolean;
}

/** ROI period by period: what was sold in it over what was accrued in it. Each figure opens the orders and cost lines that it is added from. */
export function PeriodRoiCard({ periods, namesCampaigns }: PeriodRoiCardProps) {
  const t = useText('roi');
  if (periods.length === 0) return null;
  const link = 'inline-flex items-center min-h-6 hover:underline';
  return (
    <Card title={t('periods.title')} subtitle={t('periods.text')} flush>
      <Table label={t('periods.title')} stickyFirst compact>
        <thead>
          <tr>
            <th scope="col">{t('periods.period')}</th>{namesCampaigns ? <th scope="col">{t('periods.campaign')}</th> : null}
            <th scope="col" className="num">{t('periods.revenue')}</th><th scope="col" className="num">{t('periods.cost')}</th><th scope="col" className="num">{t('periods.roi')}</th>
          </tr>
        </thead>
        <tbody>
          {periods.map((one) => {
            const rows = paths.roiRows(`?period=${encodeURIComponent(`${one.campaignSlug}~${one.periodNumber}`)}&f.collaboration=${one.collaborationId}`);
            const days = <><span className="whitespace-nowrap"><DayText day={one.startDay} />&nbsp;–</span><span className="whitespace-nowrap"><DayText day={one.lastDay} /></span></>;
            return (
              <tr key={`${one.collaborationId} ${one.periodNumber}`}>
                <th scope="row"><Link to={paths.review({ slug: one.campaignSlug, periodNumber: one.periodNumber })} className={`${link} flex-wrap gap-x-1 text-accent`}>{days}</Link></th>
                {namesCampaigns ? <td><Link to={paths.collaboration(one)} className={link}>{one.campaignName}</Link></td> : null}
                <td className="num"><Link to={rows} className={link}><SpendMoney minor={one.revenueMinor} /></Link></td>
                <td className="num"><Link to={rows} className={link}><SpendMoney minor={one.costMinor} /></Link></td>
                <td className="num"><Link to={rows} className={link}><RatioText ratio={roiOf(one.revenueMinor, one.costMinor).text} /></Link></td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Card>
  );
}
