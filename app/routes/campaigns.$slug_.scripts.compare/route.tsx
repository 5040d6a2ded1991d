import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { listCampaignScripts } from '#db/queries/script.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import type { TextMark } from '#app/components/marked-text.tsx';
import { MarkedText } from '#app/components/marked-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { ScriptStatusBadge, SimilarityBadge } from '#app/components/script-badges.tsx';
import { AD_MARK_PHRASES } from '#app/domain/ad-mark.ts';
import { findPhrases } from '#app/domain/script-phrases.ts';
import { compareScripts } from '#app/domain/script-similarity.ts';
import { namedScript } from '#app/domain/similar-scripts.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Table } from '#app/ui/table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, params, request, url }) => {
  const campaign = await findCampaignDetail(db, workspaceId, params.slug ?? '');
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  const [first, second] = ['first', 'second'].map((name) => z.uuid().safeParse(url.searchParams.get(name)).data);
  // Without two scripts there is nothing to compare: the matrix offers some.
  if (first === undefined || second === undefined || first === second) throw seeOther(paths.campaignScripts(campaign));
  const [scripts, { policy }] = await Promise.all([listCampaignScripts(db, workspaceId, campaign.id), getPolicy(db, workspaceId)]);
  const [a, b] = [first, second].map((id) => scripts.find(({ collaborationId }) => collaborationId === id));
  if (!a || !b) throw new Response('No such script.', { status: 404 });
  const { similarity, shared } = compareScripts(namedScript({ ...a, id: first }).script, namedScript({ ...b, id: second }).script);
  return {
    title: pageTitle(request, 'scripts:compare.title', campaign.name), campaign: { slug: campaign.slug, name: campaign.name }, similarity, shared, similarityFrom: policy.scripts.similarityFrom,
    scripts: [a, b].map((one) => ({ ...one, demanded: findPhrases(one.body, [...one.mustSay, ...AD_MARK_PHRASES]).flatMap(({ phrase, places }) => places.map((place) => ({ ...place, phrase }))) })),
  };
});

export default function CompareScripts() {
  const { campaign, scripts, similarity, shared, similarityFrom } = useLoaderData<typeof loader>();
  const t = useText('scripts');
  const tc = useText('campaign');
  const locale = useLocale();
  const from = formatPercent(similarityFrom, locale, 0);
  const marksOf = (index: number): TextMark[] => [
    ...shared.map((passage, number) => ({ ...(index === 0 ? passage.inFirst : passage.inSecond), kind: 'shared' as const, number: number + 1, label: `${t('compare.passage')} ${number + 1}` })),
    ...(scripts[index]?.demanded ?? []).map(({ start, end, phrase }) => ({ start, end, kind: 'demanded' as const, label: `${t('view.said')}: ${phrase}` })),
  ];
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.campaigns() }, { label: campaign.name, to: paths.campaign(campaign) }, { label: t('matrix.title'), to: paths.campaignScripts(campaign) }]} />}
        title={scripts.map(({ kolName }) => kolName).join(' × ')}
        meta={<SimilarityBadge similarity={similarity} from={similarityFrom} />}
      />
      <div className="flex flex-col gap-4">
        <Banner tone={similarity >= similarityFrom ? 'red' : 'accent'}>{similarity >= similarityFrom ? t('compare.nearCopy', { percent: from }) : t('compare.below', { percent: from })} {shared.length > 0 ? t('compare.shared') : t('compare.none')} {t('compare.demanded')}</Banner>
        <div className="grid gap-4 lg:grid-cols-2 items-start">
          {scripts.map((script, index) => (
            <Card
              key={script.collaborationId} actions={<ScriptStatusBadge status={script.status} />}
              title={<Link to={paths.collaborationScript({ collaborationId: script.collaborationId, version: script.version })} className="inline-flex items-center min-h-7 hover:underline">{script.kolName} · {t('version', { version: script.version })}</Link>}
            >
              <MarkedText text={script.body} marks={marksOf(index)} />
            </Card>
          ))}
        </div>
        {shared.length > 0 ? (
          <Card title={t('compare.passages')}>
            <Table label={t('compare.passages')} compact>
              <thead><tr><th scope="col" className="num">{t('compare.passage')}</th><th scope="col">{scripts[0]?.kolName}</th><th scope="col">{scripts[1]?.kolName}</th></tr></thead>
              <tbody>
                {shared.map(({ inFirst, inSecond }, index) => (
                  <tr key={inFirst.start}>
                    <th scope="row" className="num">{index + 1}</th>
                    <td className="whitespace-normal min-w-56">{scripts[0]?.body.slice(inFirst.start, inFirst.end)}</td>
                    <td className="whitespace-normal min-w-56">{scripts[1]?.body.slice(inSecond.start, inSecond.end)}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </Card>
        ) : null}
      </div>
    </>
  );
}
