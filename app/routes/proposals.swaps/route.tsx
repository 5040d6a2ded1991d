import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { countProposals } from '#db/queries/proposal-pages.server.ts';
import { findLatestReviewDay } from '#db/queries/review.server.ts';
import { ProposalTabs } from '#app/components/proposal-tabs.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { SwapChart } from '#app/components/swap-chart.tsx';
import { SwapsTable } from '#app/components/swaps-table.tsx';
import { sumMinor } from '#app/domain/money.ts';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { predictionsKept, reportSwaps } from '#app/services/report-swaps.server.ts';
import { swapRow } from '#app/services/swap-row.ts';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** What was predicted of the accepted proposals beside what came of them. Every figure of this page follows from costs. */
export const loader = page('costs:read', async ({ db, actor, workspaceId, request, now }) => {
  const { currency, timeZone } = actor.workspace;
  const today = dayOf(now, timeZone);
  const [swaps, counts, asOf] = await Promise.all([
    reportSwaps(db, { workspaceId, asOf: today }), countProposals(db, workspaceId), findLatestReviewDay(db, workspaceId),
  ]);
  const known = swaps.flatMap(({ outcome }) => outcome.atClose?.expectedMinor ?? []);
  return {
    title: pageTitle(request, 'swaps:title'), currency, asOf, counts, rows: swaps.map(swapRow), kept: predictionsKept(swaps),
    totals: { releasedMinor: sumMinor(swaps.map((swap) => swap.releasedMinor ?? 0)), movedMinor: sumMinor(swaps.map((swap) => swap.moneyMinor)), gainMinor: known.length > 0 ? sumMinor(known) : null },
  };
});

export default function Swaps() {
  const { currency, asOf, counts, rows, kept, totals } = useLoaderData<typeof loader>();
  const t = useText('swaps');
  const bars = rows.flatMap(({ proposalId, old, fresh, predicted, outcome }) => {
    const { gain } = predicted;
    if (gain === null || gain.lowMinor === null || gain.highMinor === null) return [];
    const label = fresh.length === 0 ? old.kolName : `${old.kolName} → ${fresh.map((one) => one.kolName).join(' + ')}`;
    const { expectedMinor, lowMinor, highMinor } = gain;
    return [{ key: proposalId, label, predicted: { expectedMinor, lowMinor, highMinor }, actualMinor: outcome.atClose?.expectedMinor ?? null, within: outcome.withinPrediction }];
  });
  const finding = kept.of === 0 ? t('noneJudged') : t('kept', { within: kept.within, count: kept.of });
  return (
    <>
      <PageHeader
        title={t('title')} meta={<><span>{t('subtitle')}</span>{asOf ? <span>{t('reviewOf')} <DayText day={asOf} /></span> : null}</>}
        actions={rows.length > 0 ? <LinkButton to={paths.swapsCsv()} icon="download" reloadDocument>{t('csv')}</LinkButton> : null}
      />
      <ProposalTabs active="swaps" counts={counts} seesCosts />
      {rows.length === 0 ? <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState> : (
        <div className="flex flex-col gap-4">
          <StatGrid>
            <StatTile label={t('tiles.kept')} value={kept.of === 0 ? '—' : t('tiles.of', { within: kept.within, of: kept.of })} note={t('tiles.keptNote')} />
            <StatTile label={t('tiles.moved')} value={<MoneyText minor={totals.movedMinor} currency={currency} compact />} note={t('tiles.movedNote')} />
            <StatTile label={t('tiles.released')} value={<MoneyText minor={totals.releasedMinor} currency={currency} compact />} note={t('tiles.releasedNote')} />
            <StatTile label={t('tiles.gain')} value={<MoneyText minor={totals.gainMinor} currency={currency} compact signed />} note={t('tiles.gainNote')} />
          </StatGrid>
          {bars.length > 0 ? <Card><SwapChart title={finding} bars={bars} currency={currency} /></Card> : <p>{finding}</p>}
          <SwapsTable rows={rows} currency={currency} />
          <p className="text-muted max-w-4xl">{t('method')}</p>
        </div>
      )}
    </>
  );
}
