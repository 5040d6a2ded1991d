import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { BudgetCard } from './budget-card.tsx';
import { loadMatrix } from './load-matrix.server.ts';
import { TargetsCard } from './targets-card.tsx';
import { TierRow } from './tier-row.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, params, request, now, can }) => {
  const { currency, timeZone } = actor.workspace;
  const matrix = await loadMatrix(db, { workspaceId, slug: params.slug ?? '', currency, today: dayOf(now, timeZone), now, seesCosts: can('costs:read') });
  if (!matrix) throw new Response('No such campaign.', { status: 404 });
  return { title: pageTitle(request, 'campaign:title', matrix.campaign.name), currency, mayWrite: can('roster:write'), seesCosts: can('costs:read'), ...matrix };
});

export default function CampaignPage() {
  const data = useLoaderData<typeof loader>();
  const t = useText('campaign');
  const tw = useText('whatIf');
  const tr = useText('roi');
  const tf = useText('finance');
  const ts = useText('scripts');
  const { campaign, mayWrite } = data;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.campaigns() }]} />}
        title={campaign.name}
        meta={
          <>
            <StatusBadge kind="campaign" status={campaign.status} />
            <span><DayText day={campaign.startsOn} /> – <DayText day={campaign.endsOn} /></span>
            <span>{t('budget')} <MoneyText minor={campaign.budgetMinor} currency={campaign.currency} /></span>
            <Link to={paths.collaborations(`?sort=-revenue&f.campaign=${encodeURIComponent(campaign.slug)}`)} className="hover:underline">
              {t('sold')} <MoneyText minor={data.revenueMinor} currency={data.currency} />
            </Link>
          </>
        }
        actions={
          <>
            <LinkButton to={paths.campaignScripts(campaign)}>{ts('matrix.title')}</LinkButton>
            {data.seesCosts ? <LinkButton to={paths.campaignBudget(campaign)}>{tf('budget.title')}</LinkButton> : null}
            <LinkButton to={paths.roi(`?by=tier&f.campaign=${encodeURIComponent(campaign.slug)}`)} icon="roi">{tr('title')}</LinkButton>
            {data.seesCosts ? <LinkButton to={paths.campaignWhatIf(campaign)}>{tw('open')}</LinkButton> : null}
            {mayWrite ? (
              <>
                <LinkButton to={paths.campaignEdit(campaign)} icon="edit">{t('edit')}</LinkButton>
                <LinkButton to={paths.collaborationNew(`?campaign=${encodeURIComponent(campaign.slug)}`)} variant="primary" icon="plus">{t('board.add')}</LinkButton>
              </>
            ) : null}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <section aria-label={t('board.title')} className="flex flex-col gap-4">
          {data.tiers.map((tier) => <TierRow key={tier.tier} tier={tier} money={data.budget.find((row) => row.row === tier.tier)} currency={data.moneyCurrency} feeCurrency={data.currency} slug={campaign.slug} mayWrite={mayWrite} />)}
        </section>
        <BudgetCard matrix={data} />
        <TargetsCard matrix={data} />
      </div>
    </>
  );
}
