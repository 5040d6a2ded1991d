import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { listCampaignBudgets } from '#db/queries/finance-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { CutPlanCard } from '#app/components/cut-plan-card.tsx';
import { FinanceHeader } from '#app/components/finance-header.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useCan } from '#app/components/root-data.ts';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import { ShareOfPlan, VarianceBadge, VarianceTable } from '#app/components/variance-table.tsx';
import { varianceState } from '#app/domain/finance/money-rules.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { countFinanceWork } from '#app/services/count-finance-work.server.ts';
import { reportBudget } from '#app/services/report-budget.server.ts';
import { reportStatement } from '#app/services/report-statement.server.ts';
import { reportVariance, unexplained } from '#app/services/report-variance.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Table } from '#app/ui/table.tsx';
import { explain } from './explain.server.ts';
import { ReasonsCard } from './reasons-card.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: found?.title }];

/** Rows that a page holds; what is wanted comes first, so none of it is hidden for long. */
const MOST_REASONS = 200;

/** All campaigns against their budgets, and one of them (`?campaign=SLUG`, the latest where none is named) tier by tier. */
export const loader = page('costs:read', async ({ db, workspaceId, actor, request, url, now }) => {
  const { currency, timeZone } = actor.workspace;
  const [campaigns, work, { policy }, statement] = await Promise.all([
    listCampaignBudgets(db, workspaceId), countFinanceWork(db, workspaceId), getPolicy(db, workspaceId),
    reportStatement(db, { workspaceId, currency, timeZone, filter: {}, period: null, by: 'campaign' }, { now }),
  ]);
  const variances = (await reportVariance(db, { workspaceId, month: null, collaborations: statement.collaborations }, { now })).filter((row) => row.state !== 'small');
  const open = unexplained(variances);
  // What somebody has to explain comes first, then what was explained; both in the order of campaigns, tiers and names.
  const reasons = [...open, ...variances.filter((row) => !open.includes(row))];
  const shown = campaigns.find(({ slug }) => slug === url.searchParams.get('campaign')) ?? campaigns[0];
  const report = shown === undefined ? null : await reportBudget(db, { workspaceId, campaignId: shown.id }, { now });
  const spend = new Map(statement.rows.map((row) => [row.key, row.spend]));
  return {
    title: pageTitle(request, 'finance:variance.title'), work, overspendBasisPoints: policy.money.overspendCutBasisPoints, protectedFrom: policy.roi.starFrom,
    reasons: reasons.slice(0, MOST_REASONS), hidden: Math.max(0, reasons.length - MOST_REASONS), open: open.length, thresholdBasisPoints: policy.money.varianceReasonBasisPoints,
    campaigns: campaigns.map(({ slug, name, budgetMinor, currency: own }) => {
      const committedMinor = spend.get(slug)?.committedMinor ?? 0;
      // A budget in another currency is compared on its own page, at the rate of its first day.
      return { slug, name, committedMinor, paidMinor: spend.get(slug)?.paidMinor ?? 0, budgetMinor: own === currency ? budgetMinor : null, state: own === currency ? varianceState(budgetMinor, committedMinor, policy.money) : null };
    }),
    shown: shown === undefined ? null : { slug: shown.slug, name: shown.name },
    report: report?.status === 'reported' ? { rows: report.rows, cuts: report.cuts, triggers: report.triggers, names: Object.fromEntries([...report.names].map(([id, { kolName }]) => [id, kolName])) } : null,
  };
});

export const action = page('costs:write', async (context) => {
  const answer = await explain(context);
  if ('explained' in answer) return seeOther(`${paths.financeVariance(context.url.search)}#${answer.explained}`);
  return data(answer, { status: answer.problem === 'required' ? 422 : 409 });
});

export default function Variance() {
  const { work, campaigns, shown, report, overspendBasisPoints, protectedFrom, reasons, hidden, open, thresholdBasisPoints } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const can = useCan();
  const t = useText('finance');
  const locale = useLocale();
  const link = 'inline-flex items-center min-h-6 text-accent hover:underline';
  return (
    <>
      <FinanceHeader current="variance" work={work} />
      {shown === null ? <EmptyState icon="wallet" title={t('variance.noCampaigns')}>{t('variance.noCampaignsText')}</EmptyState> : (
        <div className="flex flex-col gap-4">
          <ReasonsCard rows={reasons} hidden={hidden} open={open} threshold={formatPercent(thresholdBasisPoints / 10_000, locale, 1)} mayWrite={can('costs:write')} answer={answer ?? null} />
          {report === null ? <Banner tone="amber">{t('variance.noRate')}</Banner> : (
            <>
              {report.triggers.map((trigger) => <Banner key={trigger} tone="amber">{t(`variance.trigger.${trigger}`)}</Banner>)}
              <Card
                title={shown.name} subtitle={t('variance.text', { percent: formatPercent(1 + overspendBasisPoints / 10_000, locale, 1) })} flush
                actions={<LinkButton to={paths.campaignBudget(shown)} size="sm">{t('variance.openBudget')}</LinkButton>}
              >
                <VarianceTable rows={report.rows} label={shown.name} linesOf={(tier) => paths.finance(`?f.campaign=${encodeURIComponent(shown.slug)}&f.tier=${tier}`)} />
              </Card>
              {report.cuts ? <CutPlanCard plan={report.cuts} names={report.names} dueBasisPoints={10_000 + overspendBasisPoints} protectedFrom={protectedFrom}><p className="px-4 py-3"><LinkButton to={paths.campaignBudget({ slug: shown.slug })}>{t('variance.toCuts')}</LinkButton></p></CutPlanCard> : null}
            </>
          )}
          <Card title={t('variance.campaigns')} subtitle={t('variance.campaignsText')} flush>
            <Table label={t('variance.campaigns')} compact>
              <thead>
                <tr>
                  <th scope="col">{t('variance.campaign')}</th><th scope="col" className="num">{t('variance.planned')}</th><th scope="col" className="num">{t('variance.committed')}</th>
                  <th scope="col" className="num">{t('variance.paid')}</th><th scope="col" className="num">{t('variance.used')}</th><th scope="col">{t('variance.state')}</th>
                </tr>
              </thead>
              <tbody>
                {campaigns.map((row) => (
                  <tr key={row.slug} data-state={row.slug === shown.slug ? 'selected' : undefined}>
                    <th scope="row"><Link to={paths.financeVariance(`?campaign=${encodeURIComponent(row.slug)}`)} className={link} aria-current={row.slug === shown.slug ? 'true' : undefined}>{row.name}</Link></th>
                    <td className="num">{row.budgetMinor === null ? <Dash title={t('variance.openBudget')} /> : <SpendMoney minor={row.budgetMinor} />}</td>
                    <td className="num"><Link to={paths.finance(`?f.campaign=${encodeURIComponent(row.slug)}`)} className="inline-flex items-center min-h-6 hover:underline"><SpendMoney minor={row.committedMinor} /></Link></td>
                    <td className="num"><SpendMoney minor={row.paidMinor} /></td>
                    <td className="num">{row.budgetMinor === null ? <Dash /> : <ShareOfPlan minor={row.committedMinor} plannedMinor={row.budgetMinor} />}</td>
                    <td>{row.state === null ? <Dash /> : <VarianceBadge state={row.state} />}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </Card>
        </div>
      )}
    </>
  );
}
