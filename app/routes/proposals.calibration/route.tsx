import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { countFinished, listStatements } from '#db/queries/calibration.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { countProposals } from '#db/queries/proposal-pages.server.ts';
import { useLocale } from '#app/components/page-context.ts';
import { ProposalTabs } from '#app/components/proposal-tabs.tsx';
import { calibrationOf, FINISHED_SHARE, inBucket, judgeStatements, MINIMUM_FINISHED, STATEMENT_AGES_DAYS, STATEMENT_ENDS_DAYS } from '#app/domain/proposals/judged-statements.ts';
import { formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';
import { BucketChart } from './bucket-chart.tsx';
import { Filters } from './filters.tsx';
import { readQuestion } from './question.ts';
import { statementRow } from './row.server.ts';
import { RuleTable } from './rule-table.tsx';
import { StatementTable } from './statement-table.tsx';

/** Statements that the page lists at once. */
const LISTED = 100;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Statements are on ROI, which is withheld where costs are. */
export const loader = page('costs:read', async ({ db, workspaceId, actor, url, request }) => {
  const question = readQuestion(url.searchParams);
  const { timeZone } = actor.workspace;
  const [{ policy }, proposals, counts, statements] = await Promise.all([getPolicy(db, workspaceId), countProposals(db, workspaceId), countFinished(db, workspaceId, timeZone), listStatements(db, workspaceId, timeZone)]);
  const judged = judgeStatements(statements.filter(({ statementAge }) => question.age === null || statementAge === question.age))
    .filter(({ subject }) => question.subject === null || subject === question.subject);
  const chosen = question.bucket === null ? judged : inBucket(judged, question.bucket / 100);
  return {
    title: pageTitle(request, 'calibration:title'), question, proposals, counts, thresholds: policy.roi, judged: judged.length,
    found: judged.length === 0 ? null : calibrationOf(judged, policy.proposals.reduceProbability), rows: chosen.slice(0, LISTED).map(statementRow), chosen: chosen.length,
  };
});

export default function Calibration() {
  const { question, proposals, counts, thresholds, found, rows, chosen, judged } = useLoaderData<typeof loader>();
  const t = useText('calibration');
  const locale = useLocale();
  const isEnough = counts.finished >= MINIMUM_FINISHED;
  return (
    <>
      <PageHeader title={t('title')} meta={<span>{t('subtitle')}</span>} />
      <ProposalTabs active="calibration" counts={proposals} seesCosts />
      <div className="flex flex-col gap-4">
        {isEnough ? null : <Banner tone="neutral" title={t('notEnoughTitle', { count: counts.finished, least: MINIMUM_FINISHED })}>{t('notEnoughText', { least: MINIMUM_FINISHED })}</Banner>}
        <Filters question={question} thresholds={thresholds} />
        {found === null ? (
          <Card><EmptyState icon="chart" title={t('noneTitle')}>{t('noneText', { count: counts.finished })}</EmptyState></Card>
        ) : (
          <>
            <StatGrid>
              <StatTile label={t('finished')} value={formatNumber(counts.finished, locale, 0)} note={t('finishedNote', { all: counts.reviewed })} />
              <StatTile label={t('judged')} value={formatNumber(judged, locale, 0)} />
              <StatTile label={t('brier')} value={formatNumber(found.model.brier, locale, 3)} note={`${t('error')} ${formatNumber(found.model.calibrationError, locale, 3)}`} />
            </StatGrid>
            <Card>
              <BucketChart title={isEnough && found.finding !== null ? t(`finding.${found.finding}`) : t('notEnoughTitle', { count: counts.finished, least: MINIMUM_FINISHED })} buckets={found.buckets} question={question} />
            </Card>
            <RuleTable found={found} isEnough={isEnough} />
            <StatementTable rows={rows} all={chosen} question={question} />
          </>
        )}
        <p className="text-muted text-[0.9286rem]">{t('rule', { share: formatPercent(FINISHED_SHARE, locale, 0), ages: STATEMENT_AGES_DAYS.join(' / '), ends: STATEMENT_ENDS_DAYS.join(' / ') })}</p>
      </div>
    </>
  );
}
