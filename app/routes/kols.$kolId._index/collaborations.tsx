import { Link } from '@remix-run/react';
import type { KolCollaborationRow } from '#db/queries/kol-detail.server.ts';
import { GradeBadge, LightBadge } from '#app/components/badges.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { IntervalBar } from '#app/components/interval-bar.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { RatioText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

const cellLink = 'inline-flex items-center min-h-6 hover:underline';

/** All collaborations with what their last review found. */
export function Collaborations({ rows, seesCosts }: { readonly rows: readonly KolCollaborationRow[]; readonly seesCosts: boolean }) {
  const t = useText('roster');
  if (rows.length === 0) return <Card title={t('profile.collaborations')}><p className="text-muted">{t('profile.noCollaborations')}</p></Card>;
  return (
    <Card title={t('profile.collaborations')}>
      <Table label={t('profile.collaborations')} compact stickyFirst>
        <thead>
          <tr>
            <th scope="col">{t('profile.campaign')}</th><th scope="col">{t('profile.state')}</th><th scope="col">{t('profile.flight')}</th><th scope="col">{t('profile.light')}</th>
            <th scope="col" className="num">{t('profile.score')}</th><th scope="col" className="num">{t('profile.revenue')}</th>
            {seesCosts ? <><th scope="col" className="num">{t('profile.cost')}</th><th scope="col" className="num">{t('profile.roi')}</th><th scope="col">{t('profile.roiAtClose')}</th></> : null}
          </tr>
        </thead>
        <tbody>{rows.map((row) => <Line key={row.id} row={row} />)}</tbody>
      </Table>
    </Card>
  );
}

function Line({ row }: { readonly row: KolCollaborationRow }) {
  const locale = useLocale();
  const { workspace: { currency } } = useRootData();
  const at = { collaborationId: row.id };
  return (
    <tr>
      <th scope="row">
        <Link to={paths.collaboration(at)} className="hover:underline">{row.campaignName}</Link>
        <span className="block text-muted font-normal font-mono text-[0.857rem]">{row.code}</span>
      </th>
      <td><StatusBadge kind="collaboration" status={row.status} /></td>
      <td className="nowrap"><DayText day={row.startsOn} /> – <DayText day={row.endsOn} /></td>
      <td>{row.light ? <LightBadge light={row.light} /> : <Dash />}</td>
      <td className="num">
        {row.scoreTenths === null ? <Dash /> : <Link to={paths.scorecard(at)} className={`${cellLink} gap-1.5`}>{formatNumber(row.scoreTenths / 10, locale, 1)}{row.grade ? <GradeBadge grade={row.grade} /> : null}</Link>}
      </td>
      <td className="num">{row.revenueMinor === null ? <Dash /> : <Link to={paths.collaborationOrders(at)} className={cellLink}><MoneyText minor={row.revenueMinor} currency={currency} /></Link>}</td>
      {row.money ? (
        <>
          <td className="num"><MoneyText minor={row.money.costMinor} currency={currency} /></td>
          <td className="num"><RatioText ratio={row.money.roi} /></td>
          <td><IntervalBar interval={row.money.atClose ? { ...row.money.atClose, level: 0.9 } : null} max={5} /></td>
        </>
      ) : null}
    </tr>
  );
}
