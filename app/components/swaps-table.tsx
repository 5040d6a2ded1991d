import { Link } from '@remix-run/react';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { SwapOutcome } from '#app/domain/proposals/swap-outcome.ts';
import { formatRatio } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Table } from '#app/ui/table.tsx';
import { VerdictBadge } from './badges.tsx';
import { InstantText } from './date-text.tsx';
import { Dash, MoneyText } from './money-text.tsx';
import { PercentText, RatioText } from './number-text.tsx';
import { useLocale } from './page-context.ts';
import { StatusBadge } from './status-badge.tsx';
import { SwapBadge } from './swap-badge.tsx';

/** A side of a move, as the latest review found it. Minor units of the reporting currency. */
export interface SwapSide {
  readonly collaborationId: string;
  readonly kolName: string;
  readonly status: CollaborationStatus;
  readonly revenueMinor: number | null;
  readonly costMinor: number | null;
  readonly roi: number | null;
  readonly atClose: { readonly median: number; readonly low: number; readonly high: number } | null;
  readonly publishedDaysAgo: number | null;
  readonly arrivedShare: number | null;
}

/** An accepted move with its prediction and its outcome. */
export interface SwapRow {
  readonly proposalId: string;
  readonly kind: 'replace' | 'reduce' | 'extend';
  readonly campaignName: string;
  readonly decidedAt: Date;
  readonly releasedMinor: number | null;
  readonly moneyMinor: number;
  readonly predicted: { readonly gain: { readonly expectedMinor: number; readonly lowMinor: number | null; readonly highMinor: number | null } | null };
  readonly outcome: SwapOutcome;
  readonly old: SwapSide;
  readonly fresh: readonly SwapSide[];
}

const link = 'inline-flex items-center min-h-6 text-accent hover:underline';

/** Each accepted move: the money, what was predicted, what came of it, and both sides with the rows behind them. */
export function SwapsTable({ rows, currency }: { readonly rows: readonly SwapRow[]; readonly currency: string }) {
  const t = useText('swaps');
  return (
    <Table label={t('title')} stickyFirst>
      <thead>
        <tr>
          <th scope="col">{t('column.swap')}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col" className="num">{t('column.money')}</th>
          <th scope="col" className="num">{t('column.predicted')}</th>
          <th scope="col" className="num">{t('column.soFar')}</th>
          <th scope="col" className="num">{t('column.atClose')}</th>
          <th scope="col">{t('column.within')}</th>
          <th scope="col">{t('column.fresh')}</th>
          <th scope="col">{t('column.old')}</th>
        </tr>
      </thead>
      <tbody>{rows.map((row) => <Row key={row.proposalId} row={row} currency={currency} />)}</tbody>
    </Table>
  );
}

function Row({ row, currency }: { readonly row: SwapRow; readonly currency: string }) {
  const t = useText('swaps');
  const { predicted, outcome } = row;
  const { gain } = predicted;
  return (
    <tr>
      <th scope="row">
        <Link to={paths.proposal(row)} className={link}>{row.campaignName}</Link>
        <span className="flex flex-col gap-0.5">
          <span className="inline-flex flex-wrap items-center gap-2 font-normal"><VerdictBadge kind={row.kind} /><InstantText at={row.decidedAt} dateOnly /></span>
        </span>
      </th>
      <td className="whitespace-nowrap">{t(`state.${outcome.state}`)}</td>
      <td className="num">
        <MoneyText minor={row.moneyMinor} currency={currency} />
        {row.releasedMinor ? <span className="block text-muted">{t('releasedOf')} <MoneyText minor={row.releasedMinor} currency={currency} /></span> : null}
      </td>
      <td className="num">
        <MoneyText minor={gain?.expectedMinor ?? null} currency={currency} signed />
        {gain && gain.lowMinor !== null && gain.highMinor !== null ? <Range low={gain.lowMinor} high={gain.highMinor} currency={currency} /> : null}
      </td>
      <td className="num"><MoneyText minor={outcome.soFarMinor} currency={currency} signed /></td>
      <td className="num">
        <MoneyText minor={outcome.atClose?.expectedMinor ?? null} currency={currency} signed />
        {outcome.atClose ? <Range low={outcome.atClose.lowMinor} high={outcome.atClose.highMinor} currency={currency} /> : null}
      </td>
      <td><SwapBadge within={outcome.withinPrediction} /></td>
      <td>{row.fresh.length === 0 ? <Dash title={t('nobody')} /> : row.fresh.map((member) => <Member key={member.collaborationId} member={member} currency={currency} />)}</td>
      <td><Member member={row.old} currency={currency} /></td>
    </tr>
  );
}

function Range({ low, high, currency }: { readonly low: number; readonly high: number; readonly currency: string }) {
  return <span className="block text-muted whitespace-nowrap"><MoneyText minor={low} currency={currency} compact /> – <MoneyText minor={high} currency={currency} compact /></span>;
}

/** A side: who, how old, what ROI so far and at close; leads to the collaboration and to its orders. */
function Member({ member, currency }: { readonly member: SwapSide; readonly currency: string }) {
  const t = useText('swaps');
  const tc = useText('common');
  const locale = useLocale();
  const { atClose } = member;
  return (
    <span className="flex flex-col gap-0.5 min-w-56">
      <span className="inline-flex flex-wrap items-center gap-2"><Link to={paths.collaboration(member)} className={link}>{member.kolName}</Link><StatusBadge kind="collaboration" status={member.status} /></span>
      <span>
        {t('roiSoFar')} <Link to={paths.collaborationOrders(member)} className="text-accent underline"><RatioText ratio={member.roi} /></Link>
        {member.costMinor === null ? null : <span className="text-muted"> (<MoneyText minor={member.revenueMinor} currency={currency} compact /> / <MoneyText minor={member.costMinor} currency={currency} compact />)</span>}
      </span>
      <span>{t('roiAtClose')} {atClose ? <>{formatRatio(atClose.median, locale)} <span className="text-muted">{tc('interval.short', { low: formatRatio(atClose.low, locale), high: formatRatio(atClose.high, locale) })}</span></> : <Dash />}</span>
      {member.publishedDaysAgo === null ? null : <span className="text-muted">{t('age', { count: member.publishedDaysAgo })}{member.arrivedShare === null ? null : <> · <PercentText share={member.arrivedShare} decimals={0} /> {t('arrived')}</>}</span>}
    </span>
  );
}
