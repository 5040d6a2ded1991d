import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { listSpendingCuts } from '#db/queries/spending-cut.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { CutPlanCard } from '#app/components/cut-plan-card.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { PrintButton } from '#app/components/print-button.tsx';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { VarianceTable } from '#app/components/variance-table.tsx';
import { formatDay, formatMoney, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { reportBudget } from '#app/services/report-budget.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';
import { CutForm } from './cut-form.tsx';
import { CutsMade } from './cuts-made.tsx';
import { makeCuts } from './make-cuts.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Every figure of this page is a cost or follows from one. */
export const loader = page('costs:read', async ({ db, workspaceId, params, request, now, can }) => {
  const campaign = await findCampaignDetail(db, workspaceId, params['slug'] ?? '');
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  const [report, { policy }, cutsMade] = await Promise.all([reportBudget(db, { workspaceId, campaignId: campaign.id }, { now }), getPolicy(db, workspaceId), listSpendingCuts(db, workspaceId, campaign.id)]);
  const frame = { title: pageTitle(request, 'finance:budget.title', campaign.name), name: campaign.name, slug: campaign.slug, startsOn: campaign.startsOn, endsOn: campaign.endsOn, overspendBasisPoints: policy.money.overspendCutBasisPoints, protectedFrom: policy.roi.starFrom, mayCut: can('proposals:decide'), cutsMade };
  if (report.status !== 'reported') return { ...frame, report: null };
  const { rows, cuts, triggers, names } = report;
  return { ...frame, report: { rows, cuts, triggers, names: Object.fromEntries([...names].map(([id, { kolName }]) => [id, kolName])) } };
});

/** Money is taken back by whoever decides on proposals, as a proposal to reduce would. */
export const action = page('proposals:decide', makeCuts);

export default function Budget() {
  const refused = useActionData<typeof action>() ?? null;
  const { name, slug, startsOn, endsOn, report, overspendBasisPoints, protectedFrom, mayCut, cutsMade } = useLoaderData<typeof loader>();
  const t = useText('finance');
  const tc = useText('campaign');
  const locale = useLocale();
  const { workspace } = useRootData();
  const search = `?f.campaign=${encodeURIComponent(slug)}`;
  const header = (
    <PageHeader
      breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.campaigns() }, { label: name, to: paths.campaign({ slug }) }]} />} title={t('budget.of', { name })} meta={<span><DayText day={startsOn} /> – <DayText day={endsOn} /></span>}
      actions={<><LinkButton to={paths.finance(search)}>{t('budget.statement')}</LinkButton><LinkButton to={paths.financeVariance()}>{t('budget.variance')}</LinkButton><PrintButton /></>}
    />
  );
  if (report === null) return <>{header}<Banner tone="amber">{t('variance.noRate')}</Banner></>;
  const { rows, cuts, triggers, names } = report;
  const tiers = rows.filter((row) => row.row !== 'reserve');
  const reserve = rows.find((row) => row.row === 'reserve');
  const sum = (value: (row: (typeof rows)[number]) => number) => tiers.reduce((total, row) => total + value(row), 0);
  const plannedMinor = sum((row) => row.plannedMinor) + (reserve?.plannedMinor ?? 0);
  const forecastMinor = sum((row) => row.forecastMinor);
  const drawnMinor = reserve?.forecastMinor ?? 0;
  const money = (minor: number) => formatMoney(minor, workspace.currency, locale);
  const finding = forecastMinor > plannedMinor ? t('budget.beyond', { amount: money(forecastMinor - plannedMinor) }) : drawnMinor > 0 ? t('budget.over', { amount: money(drawnMinor) }) : t('budget.within');
  return (
    <>
      {header}
      <div className="flex flex-col gap-4">
        <StatGrid>
          <StatTile label={t('budget.total')} value={<SpendMoney minor={plannedMinor} />} />
          <StatTile label={t('budget.reserve')} value={<SpendMoney minor={reserve?.plannedMinor ?? 0} />} />
          <StatTile label={t('variance.committed')} value={<SpendMoney minor={sum((row) => row.committedMinor)} />} to={paths.finance(search)} />
          <StatTile label={t('variance.paid')} value={<SpendMoney minor={sum((row) => row.paidMinor)} />} to={paths.finance(search)} />
          <StatTile label={t('variance.forecast')} value={<SpendMoney minor={forecastMinor} />} note={t('budget.forecastNote', { day: formatDay(endsOn, locale) })} />
        </StatGrid>
        {triggers.map((trigger) => <Banner key={trigger} tone="amber">{t(`variance.trigger.${trigger}`)}</Banner>)}
        <Card title={finding} subtitle={t('variance.text', { percent: formatPercent(1 + overspendBasisPoints / 10_000, locale, 1) })} flush>
          <VarianceTable rows={rows} label={t('budget.table')} linesOf={(tier) => paths.finance(`${search}&f.tier=${tier}`)} />
        </Card>
        {cuts && mayCut ? <CutForm key={plannedMinor + forecastMinor} plan={cuts} names={names} dueBasisPoints={10_000 + overspendBasisPoints} protectedFrom={protectedFrom} refused={refused} /> : null}
        {cuts && !mayCut ? <CutPlanCard plan={cuts} names={names} dueBasisPoints={10_000 + overspendBasisPoints} protectedFrom={protectedFrom} /> : null}
        <CutsMade cuts={cutsMade} />
      </div>
    </>
  );
}
