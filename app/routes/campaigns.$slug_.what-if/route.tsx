import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { ChanceText, ProbabilityWord, RatioText } from '#app/components/number-text.tsx';
import { amountText } from '#app/domain/money.ts';
import { roiOf } from '#app/domain/scoring/roi.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { planCampaignWhatIf } from '#app/services/plan-what-if.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';
import { movesOf } from './moves.server.ts';
import { BindingTable, MovesTable } from './plan-tables.tsx';
import { readWhatIf } from './question.ts';
import { WishesForm } from './wishes-form.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Every figure of this page is a cost or follows from one. */
export const loader = page('costs:read', async ({ db, workspaceId, actor, params, url, request, now }) => {
  const { currency } = actor.workspace;
  const slug = params.slug ?? '';
  const { amounts, returnsPercent, capacityPercent, typed, problems } = readWhatIf(url.searchParams, currency);
  const wishes = {
    budgetMinor: amounts.budget, reserveMinor: amounts.reserve, movableMinor: amounts.movable, pilotMinor: amounts.pilot,
    returnsExponent: returnsPercent / 100, capacityShare: capacityPercent / 100,
  };
  const answer = await planCampaignWhatIf(db, { workspaceId, campaignSlug: slug, wishes }, { now });
  const campaign = await findCampaignDetail(db, workspaceId, slug);
  if (answer.status === 'unknown-campaign' || !campaign) throw new Response('No such campaign.', { status: 404 });
  const frame = { title: pageTitle(request, 'whatIf:title', campaign.name), slug, campaignName: campaign.name, currency, typed, problems };
  if (answer.status === 'no-rate') return { ...frame, asOf: null, usual: {}, noRate: answer.currency, plan: null, binding: [], conflicting: [] };
  const { outcome, limits, names, asOf } = answer;
  const usual = {
    budget: amountText(limits.budgetMinor, currency), reserve: amountText(limits.reserveMinor, currency),
    movable: amountText(limits.movableMinor, currency), pilot: amountText(limits.pilotMinor, currency),
  };
  if (outcome.status === 'infeasible') return { ...frame, asOf, usual, noRate: null, plan: null, binding: [], conflicting: [...outcome.conflicting] };
  const { plan, binding } = outcome;
  return {
    ...frame, asOf, usual, noRate: null, conflicting: [], binding: [...binding],
    plan: {
      moves: movesOf(plan, names), gainMinor: plan.revenueAfterMinor - plan.revenueBeforeMinor, gainSdMinor: plan.gainSdMinor, probabilityBetter: plan.probabilityBetter,
      spendBeforeMinor: plan.spendBeforeMinor, spendAfterMinor: plan.spendAfterMinor, revenueBeforeMinor: plan.revenueBeforeMinor, revenueAfterMinor: plan.revenueAfterMinor,
      roiBefore: roiOf(plan.revenueBeforeMinor, plan.spendBeforeMinor).text, roiAfter: roiOf(plan.revenueAfterMinor, plan.spendAfterMinor).text,
    },
  };
});

/** What if a campaign's remaining money were placed where it brings most. */
export default function WhatIf() {
  const { slug, campaignName, currency, asOf, typed, problems, usual, noRate, plan, binding, conflicting } = useLoaderData<typeof loader>();
  const t = useText('whatIf');
  const tc = useText('campaign');
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.campaigns() }, { label: campaignName, to: paths.campaign({ slug }) }]} />} title={t('title')}
        meta={<>{asOf === null ? null : <span>{t('asOf')} <DayText day={asOf} /></span>}<span>{t('nothingChanges')}</span></>}
      />
      <div className="flex flex-col gap-4">
        {noRate === null ? null : <Banner tone="amber">{t('noRate', { currency: noRate })}</Banner>}
        {conflicting.length > 0 ? (
          <Banner tone="red" title={t('infeasible.title')}>
            {t('infeasible.text')}
            <ul className="list-disc ps-5 mt-1">{conflicting.map((limit) => <li key={limit}>{t(`limit.${limit}`)}</li>)}</ul>
          </Banner>
        ) : null}
        {plan ? (
          <>
            <StatGrid>
              <StatTile label={t('tiles.gain')} value={<MoneyText minor={plan.gainMinor} currency={currency} compact signed />} note={<>± <MoneyText minor={plan.gainSdMinor} currency={currency} compact /> · {t('tiles.sd')}</>} />
              <StatTile
                label={t('tiles.better')} value={plan.moves.length === 0 ? '—' : <ChanceText probability={plan.probabilityBetter} />}
                note={plan.moves.length === 0 ? null : <ProbabilityWord probability={plan.probabilityBetter} />}
              />
              <StatTile label={t('tiles.revenue')} value={<MoneyText minor={plan.revenueAfterMinor} currency={currency} compact />} note={<>{t('tiles.now')} <MoneyText minor={plan.revenueBeforeMinor} currency={currency} compact /></>} />
              <StatTile label={t('tiles.spend')} value={<MoneyText minor={plan.spendAfterMinor} currency={currency} compact />} note={<>{t('tiles.now')} <MoneyText minor={plan.spendBeforeMinor} currency={currency} compact /></>} />
              <StatTile label={t('tiles.roi')} value={<RatioText ratio={plan.roiAfter} />} note={<>{t('tiles.now')} <RatioText ratio={plan.roiBefore} /></>} />
            </StatGrid>
            {plan.moves.length === 0 ? <EmptyState title={t('moves.noneTitle')}>{t('moves.none')}</EmptyState> : <MovesTable moves={plan.moves} currency={currency} />}
            <BindingTable binding={binding} currency={currency} />
          </>
        ) : null}
        <WishesForm key={JSON.stringify(typed)} typed={typed} problems={problems} usual={usual} currency={currency} />
      </div>
    </>
  );
}
