import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { listCandidateRows } from '#db/queries/matrix-board.server.ts';
import { walkRoster } from '#db/queries/roster-walk.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import type { Tier } from '#app/domain/kol.ts';
import { PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { openBooks } from '#app/services/books.server.ts';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { benchEntry } from '../campaigns.$slug/load-matrix.server.ts';
import { PoolForm, PoolList } from './pool-parts.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const SHOWN = 20;
/** So many are looked at: as many as a campaign can hold already stand between them. */
const WALKED = 120;

/** Everybody of the roster who is not in the campaign, by search and filter, best score first. */
export const loader = page('roster:write', async ({ db, workspaceId, params, request, url, now }) => {
  const campaign = await findCampaignDetail(db, workspaceId, params.slug ?? '');
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  const asked = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 80);
  const tier = TIERS.find((one) => one === asked('tier')) ?? null;
  const platform = PLATFORMS.find((one) => one === asked('platform')) ?? null;
  const [q, vertical, slotText] = [asked('q'), asked('vertical'), asked('slot')];
  const filter = { search: q, tier: listOf(tier), platform: listOf(platform), vertical: listOf(vertical === '' ? null : vertical), status: ['active', 'bench'] };
  const [places, books] = await Promise.all([
    walkRoster(db, workspaceId, { filter, sort: { column: 'score', descending: true }, page: null, limit: WALKED }),
    openBooks(db, workspaceId, now),
  ]);
  const rows = await listCandidateRows(db, workspaceId, campaign.id, places.map((place) => place.id));
  return {
    title: pageTitle(request, 'matrix:pool.title', campaign.name), slug: campaign.slug, name: campaign.name,
    question: { q, tier, platform, vertical, slot: tier !== null && /^\d{1,5}$/.test(slotText) ? Number(slotText) : null },
    found: rows.slice(0, SHOWN).map((row) => benchEntry(row, books, true)), more: rows.length > SHOWN || places.length === WALKED,
  };
});

const listOf = <T extends Tier | string>(value: T | null): readonly T[] | undefined => (value === null ? undefined : [value]);

export default function Unassigned() {
  const { slug, name, question, found, more } = useLoaderData<typeof loader>();
  const t = useText('matrix');
  const tc = useText('campaign');
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.campaigns() }, { label: name, to: paths.campaign({ slug }) }]} />} title={t('pool.title')} meta={<span>{t('pool.text')}</span>} />
      <Card>
        <form method="get"><PoolForm question={question} /></form>
        <PoolList found={found} more={more} slug={slug} slot={question.tier !== null && question.slot !== null ? { tier: question.tier, slot: question.slot } : null} />
      </Card>
    </>
  );
}
