import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { reportReview } from '#app/services/report-review.server.ts';
import { swapRow } from '#app/services/swap-row.ts';
import { Button } from '#app/ui/button.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { FusesCard, LightsCard, MovedCard, ProposalsCard, ResultsCard, SwapsCard } from './sections.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** The report of a campaign's review period, ready to be printed. */
export const loader = page('costs:read', async ({ db, workspaceId, params, request, now }) => {
  const periodNumber = Number(params.periodNumber);
  const report = Number.isInteger(periodNumber) && periodNumber > 0 && periodNumber <= 1000
    ? await reportReview(db, { workspaceId, campaignSlug: params.slug ?? '', periodNumber }, { now })
    : null;
  if (!report) throw new Response('No such review period.', { status: 404 });
  return { title: pageTitle(request, 'reviews:title', report.campaign.name), report: { ...report, swaps: report.swaps.map(swapRow), moved: report.moved.map(swapRow) } };
});

export default function ReviewReportPage() {
  const { report } = useLoaderData<typeof loader>();
  const t = useText('reviews');
  const at = { slug: report.campaign.slug, periodNumber: report.periodNumber };
  return (
    <>
      <PageHeader
        title={t('heading', { campaign: report.campaign.name, number: report.periodNumber })}
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.reviews() }]} />}
        meta={
          <>
            <span><DayText day={report.startDay} /> – <DayText day={report.lastDay} /></span>
            <span>{t(report.isOver ? 'asOf' : 'stillRunning')} <DayText day={report.asOf} /></span><span>{t('policy', { version: report.policyVersion })}</span>
          </>
        }
        actions={
          <span className="inline-flex flex-wrap gap-2 no-print">
            {report.periodNumber > 1 ? <LinkButton to={paths.review({ ...at, periodNumber: at.periodNumber - 1 })} icon="chevron-left">{t('previous')}</LinkButton> : null}
            <LinkButton to={paths.reviewCsv(at)} icon="download" reloadDocument>{t('csv')}</LinkButton>
            <LinkButton to={paths.reviewXlsx(at)} icon="download" reloadDocument>{t('xlsx')}</LinkButton>
            <Button icon="print" onClick={() => window.print()}>{t('print')}</Button>
          </span>
        }
      />
      <div className="flex flex-col gap-4">
        <ResultsCard report={report} />
        <LightsCard report={report} />
        <FusesCard report={report} />
        <ProposalsCard report={report} />
        <MovedCard report={report} />
        <SwapsCard report={report} />
      </div>
    </>
  );
}
