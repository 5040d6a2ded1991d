import type { MetaFunction } from '@remix-run/node';
import { Link, useFetcher, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect, useMemo } from 'react';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import type { MatrixBoard } from '#app/domain/matrix-board.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import type { ExpectedRoi } from '#app/services/expect-bench-roi.server.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Menu } from '#app/ui/menu.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { BoardMovesProvider } from './board-moves.tsx';
import { BoardTotal } from './board-total.tsx';
import { BudgetCard } from './budget-card.tsx';
import { DragFrame } from './drag-parts.tsx';
import { loadMatrix } from './load-matrix.server.ts';
import { PoolDrawer } from './pool-drawer.tsx';
import { TargetsCard } from './targets-card.tsx';
import { TierSection } from './tier-section.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, params, request, now, can }) => {
  const matrix = await loadMatrix(db, { workspaceId, slug: params.slug ?? '', now, seesCosts: can('costs:read'), mayMove: can('roster:write') });
  if (!matrix) throw new Response('No such campaign.', { status: 404 });
  return {
    title: pageTitle(request, 'campaign:title', matrix.campaign.name), currency: actor.workspace.currency, mayWrite: can('roster:write'), mayLock: can('payments:approve'),
    seesCosts: can('costs:read'), ...matrix,
  };
});

export default function CampaignPage() {
  const data = useLoaderData<typeof loader>();
  const t = useText('campaign');
  const tm = useText('matrix');
  const { campaign, board } = data;
  const outlook = useOutlook(campaign.slug, data.seesCosts);
  return (
    <>
      <BoardHeader data={data} />
      <BoardFrame board={board} slug={campaign.slug}>
        <div className="flex flex-col gap-4">
          <section aria-label={t('board.title')} className="flex flex-col gap-4">
            <BoardTotal matrix={data} />
            {data.tiers.map((tier) => (
              <TierSection
                key={tier.tier} tier={tier} money={data.budget.find((row) => row.row === tier.tier)} currency={data.moneyCurrency} campaign={campaign} mayLock={data.mayLock} outlook={outlook} policy={data.policy}
              />
            ))}
          </section>
          {board ? <PoolDrawer slug={campaign.slug} /> : null}
          <BudgetCard matrix={data} />
          <TargetsCard targets={data.targets} elapsed={data.elapsed} slug={campaign.slug} mayState={data.mayWrite} />
          <p className="text-muted no-print"><Link to={paths.campaignSnapshots(campaign)} className="text-accent hover:underline">{tm('snapshot.title')}</Link></p>
        </div>
      </BoardFrame>
    </>
  );
}

function BoardHeader({ data }: { readonly data: ReturnType<typeof useLoaderData<typeof loader>> }) {
  const t = useText('campaign');
  const tm = useText('matrix');
  const tw = useText('whatIf');
  const tr = useText('roi');
  const tf = useText('finance');
  const ts = useText('scripts');
  const { campaign, mayWrite } = data;
  const more = [
    { key: 'snapshots', label: tm('tools.snapshots'), to: paths.campaignSnapshots(campaign) }, { key: 'scripts', label: ts('matrix.title'), to: paths.campaignScripts(campaign) },
    { key: 'roi', label: tr('title'), to: paths.roi(`?by=tier&f.campaign=${encodeURIComponent(campaign.slug)}`) },
    ...(mayWrite ? [{ key: 'targets', label: tm('target.link'), to: paths.campaignTargets(campaign) }, { key: 'edit', label: t('edit'), to: paths.campaignEdit(campaign) }] : []),
  ];
  return (
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
          {data.seesCosts ? <LinkButton to={paths.campaignBudget(campaign)}>{tf('budget.title')}</LinkButton> : null}
          {data.seesCosts ? <LinkButton to={paths.campaignWhatIf(campaign)}>{tw('open')}</LinkButton> : null}
          {mayWrite ? <LinkButton to={paths.campaignPlan(campaign)} icon="matrix">{tm('tools.plan')}</LinkButton> : null}
          <Menu label={campaign.name} items={more} />
          {mayWrite ? <LinkButton to={paths.collaborationNew(`?campaign=${encodeURIComponent(campaign.slug)}`)} variant="primary" icon="plus">{t('board.add')}</LinkButton> : null}
        </>
      }
    />
  );
}

/** The board for those who move people on it; for everybody else it is there to be read. */
function BoardFrame({ board, slug, children }: { readonly board: MatrixBoard | null; readonly slug: string; readonly children: ReactNode }) {
  if (board === null) return <>{children}</>;
  return <BoardMovesProvider board={board} slug={slug}><DragFrame>{children}</DragFrame></BoardMovesProvider>;
}

/** What is expected of the bench takes the whole past of the workspace: it is asked for once the board is there. */
function useOutlook(slug: string, seesCosts: boolean): ReadonlyMap<string, ExpectedRoi> | null {
  const { load, data } = useFetcher<{ readonly outlook: readonly ExpectedRoi[] }>({ key: `outlook-${slug}` });
  useEffect(() => {
    if (seesCosts) load(paths.campaignOutlook({ slug }));
  }, [load, seesCosts, slug]);
  return useMemo(() => (data ? new Map(data.outlook.map((one) => [one.kolId, one])) : null), [data]);
}
