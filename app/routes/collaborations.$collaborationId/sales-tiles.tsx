import { Link } from '@remix-run/react';
import { FuseBadge, GradeBadge, LightBadge, VerdictBadge } from '#app/components/badges.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { CountText, RatioText } from '#app/components/number-text.tsx';
import { useCan } from '#app/components/root-data.ts';
import { useLocale } from '#app/components/page-context.ts';
import { formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';
import type { CollaborationPage } from './load-collaboration.server.ts';

interface SalesTilesProps {
  readonly data: Pick<CollaborationPage, 'collaboration' | 'sales' | 'clicks' | 'standing' | 'money' | 'proposals' | 'model'>;
  readonly currency: string;
}

/** What the collaboration sold, how it is judged, and what is proposed for it. */
export function SalesTiles({ data, currency }: SalesTilesProps) {
  const t = useText('collaboration');
  const td = useText('domain');
  const tp = useText('payments');
  const can = useCan();
  const locale = useLocale();
  const { sales, standing, money } = data;
  const at = { collaborationId: data.collaboration.id };
  const orders = paths.collaborationOrders(at);
  const roi = paths.roi(`?f.collaboration=${at.collaborationId}`);
  const people = data.clicks.reduce((sum, day) => sum + day.clicks, 0);
  const automated = data.clicks.reduce((sum, day) => sum + day.automated, 0);
  const open = data.proposals.find((proposal) => proposal.status === 'open');
  const scoreTenths = standing?.scoreTenths ?? null;
  const coverage = standing?.coverageBasisPoints ?? null;
  const ratio = (value: number) => formatNumber(value, locale, 2);
  return (
    <div className="flex flex-col gap-3">
    <StatGrid>
      <StatTile label={td('metric.revenue')} to={orders} value={<MoneyText minor={sales.revenueMinor} currency={currency} compact />} note={t('tile.model', { model: td(`attributionModel.${data.model}`) })} />
      <StatTile label={td('metric.orders')} to={orders} value={<CountText count={sales.orders} />} note={<>{t('tile.refunded', { count: sales.refundedOrders })} · <MoneyText minor={sales.refundedMinor} currency={currency} compact /></>} />
      <StatTile label={td('metric.human_clicks')} value={<CountText count={people} compact />} note={t('clicks.automatedCount', { count: automated })} />
      {money ? <StatTile label={td('metric.roi_so_far')} to={roi} value={<RatioText ratio={money.roi} />} note={<>{td('metric.cost')} <MoneyText minor={money.standingMinor} currency={currency} compact /></>} /> : null}
      {money ? (
        <StatTile
          label={td('metric.roi_at_close')} to={roi} value={<RatioText ratio={money.atClose?.median ?? null} />}
          note={money.atClose ? t('tile.interval', { low: ratio(money.atClose.low), high: ratio(money.atClose.high) }) : t('tile.notReviewed')}
        />
      ) : null}
      <StatTile
        label={td('metric.score')} to={paths.scorecard(at)}
        value={scoreTenths === null ? '—' : <span className="inline-flex items-center gap-2">{formatNumber(scoreTenths / 10, locale, 1)}{standing?.grade ? <GradeBadge grade={standing.grade} /> : null}</span>}
        note={coverage === null ? t('tile.notReviewed') : t('tile.coverage', { percent: formatPercent(coverage / 10_000, locale, 0) })}
      />
    </StatGrid>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 rounded-card border border-line bg-surface px-4 py-2.5">
        <span className="inline-flex items-center gap-2"><span className="text-muted">{t('tile.light')}</span><LightBadge light={standing?.light ?? 'grey'} /></span>
        {standing ? <span className="inline-flex items-center gap-2"><span className="text-muted">{t('tile.fuse')}</span><FuseBadge fuse={standing.fuse} />{standing.fuse === 'tripped' && can('costs:write') ? <Link to={paths.signOffNew(`?kind=fuse_reset&subject=${at.collaborationId}`)} className="inline-flex items-center min-h-6 text-accent hover:underline">{tp('signOff.askFor')}</Link> : null}</span> : null}
        <span className="inline-flex items-center gap-2">
          <span className="text-muted">{t('tile.proposal')}</span>
          {open ? <Link to={paths.proposal({ proposalId: open.id })} className="inline-flex items-center gap-1.5 min-h-6 hover:underline"><VerdictBadge kind={open.kind} /></Link> : t('tile.noProposal')}
        </span>
        {standing ? <span className="text-muted sm:ms-auto">{t('tile.standing')} <DayText day={standing.asOf} /></span> : null}
      </div>
    </div>
  );
}
