import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { ScriptStatusBadge, SimilarityBadge } from '#app/components/script-badges.tsx';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Table } from '#app/ui/table.tsx';
import { HeatMap } from './heat-map.tsx';
import type { SamenessPage } from './load-sameness.server.ts';
import { loadSameness } from './load-sameness.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, params, request }) => {
  const found = await loadSameness(db, { workspaceId, slug: params.slug ?? '' });
  if (!found) throw new Response('No such campaign.', { status: 404 });
  return { title: pageTitle(request, 'scripts:matrix.title', found.campaign.name), ...found };
});

export default function CampaignScripts() {
  const data = useLoaderData<typeof loader>();
  const t = useText('scripts');
  const tc = useText('campaign');
  const locale = useLocale();
  const { campaign, scripts, nearCopies } = data;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.campaigns() }, { label: campaign.name, to: paths.campaign(campaign) }]} />}
        title={t('matrix.title')}
        meta={
          <>
            {scripts.length > 1 ? <Badge tone={nearCopies > 0 ? 'red' : 'green'} icon={nearCopies > 0 ? 'copy' : 'check'}>{nearCopies > 0 ? t('matrix.finding', { count: nearCopies }) : t('matrix.findingNone')}</Badge> : null}
            <span>{t('matrix.compared', { count: scripts.length })}</span>
          </>
        }
      />
      {scripts.length < 2 ? (
        <Card><EmptyState icon="file" title={t('matrix.none')}>{t('matrix.noneText')}</EmptyState></Card>
      ) : (
        <div className="flex flex-col gap-4">
          <PairsCard data={data} />
          <Card title={nearCopies > 0 ? t('matrix.finding', { count: nearCopies }) : t('matrix.findingNone')} subtitle={t('matrix.text', { percent: formatPercent(data.similarityFrom, locale, 0) })}>
            <HeatMap data={data} />
          </Card>
        </div>
      )}
    </>
  );
}

/** The heat map's twin: its pairs as a list, the flagged ones first. */
function PairsCard({ data: { pairs, cells, scripts, similarityFrom, campaign } }: { readonly data: SamenessPage }) {
  const t = useText('scripts');
  if (pairs.length === 0) return <Card title={t('matrix.pairs')}><p className="text-muted">{t('matrix.noPairs')}</p></Card>;
  return (
    <Card title={t('matrix.pairs')} subtitle={cells.length > pairs.length ? t('matrix.shown', { count: pairs.length }) : undefined}>
      <Table label={t('matrix.pairs')} compact tall>
        <thead>
          <tr><th scope="col">{t('matrix.first')}</th><th scope="col">{t('matrix.second')}</th><th scope="col">{t('matrix.similarity')}</th><th scope="col" className="num">{t('matrix.passages')}</th><th scope="col">{t('matrix.open')}</th></tr>
        </thead>
        <tbody>
          {pairs.map((pair) => {
            const [first, second] = [scripts[pair.first], scripts[pair.second]];
            if (!first || !second) return null;
            return (
              <tr key={`${pair.first} ${pair.second}`}>
                <th scope="row"><Name script={first} /></th>
                <td><Name script={second} /></td>
                <td><SimilarityBadge similarity={pair.similarity} from={similarityFrom} /></td>
                <td className="num">{pair.passages}</td>
                <td><Link to={paths.campaignScriptsCompare({ slug: campaign.slug, first: first.collaborationId, second: second.collaborationId })} className="inline-flex items-center min-h-7 text-accent hover:underline">{t('matrix.open')}</Link></td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Card>
  );
}

function Name({ script }: { readonly script: SamenessPage['scripts'][number] }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Link to={paths.collaborationScript({ collaborationId: script.collaborationId, version: script.version })} className="inline-flex items-center min-h-7 hover:underline">{script.kolName}</Link>
      <ScriptStatusBadge status={script.status} />
    </span>
  );
}
