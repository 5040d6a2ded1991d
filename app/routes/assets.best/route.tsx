import type { MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData, useSubmit } from '@remix-run/react';
import { findBriefFit, listBestAssets } from '#db/queries/asset-best.server.ts';
import { listAssetOrigins } from '#db/queries/asset-detail.server.ts';
import { listAssetCards } from '#db/queries/asset-list.server.ts';
import { dayOf } from '#app/domain/period.ts';
import { RIGHTS_CHANNELS, rightsChannelSchema, rightsStanding, TERRITORIES, territorySchema } from '#app/domain/usage-rights.ts';
import { AssetPicture, RightsBadge } from '#app/components/asset-parts.tsx';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { CountText, PercentText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { thumbnailLink } from '#app/lib/asset-files/file-link.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { Table } from '#app/ui/table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const SHOWN = 24;

/** What did well before and may be used for a collaboration's brief, on its channel and all of its days. */
export const loader = page('roster:read', async ({ db, workspaceId, actor, request, url, now }) => {
  const today = dayOf(now, actor.workspace.timeZone);
  const origins = await listAssetOrigins(db, workspaceId);
  const collaborationId = url.searchParams.get('collaboration') ?? origins[0]?.collaborationId ?? '';
  const channel = rightsChannelSchema.catch('own_social').parse(url.searchParams.get('channel'));
  const territory = territorySchema.catch('CN').parse(url.searchParams.get('territory'));
  const fit = isId(collaborationId) ? await findBriefFit(db, workspaceId, collaborationId) : undefined;
  if (!fit && url.searchParams.has('collaboration')) throw new Response('No such collaboration.', { status: 404 });
  // What is used for a flight that has begun is used from today on.
  const fromDay = fit && fit.startsOn > today ? fit.startsOn : today;
  const throughDay = fit && fit.endsOn > fromDay ? fit.endsOn : fromDay;
  const best = fit ? await listBestAssets(db, workspaceId, { ...fit, channel, territory, fromDay, throughDay }, SHOWN) : [];
  const cards = new Map((await listAssetCards(db, workspaceId, best.map(({ id }) => id))).map((card) => [card.id, card]));
  return {
    title: pageTitle(request, 'assets:best.title'), collaborationId, channel, territory, fromDay, throughDay, hasFit: fit !== undefined, origins,
    rows: best.flatMap((row) => {
      const card = cards.get(row.id);
      if (!card) return [];
      const width = card.thumbnails?.[0];
      const { number, title, kind, kolName, views, band, uses } = card;
      return [{ ...row, number, title, kind, kolName, views, band, uses, standing: rightsStanding(card.rights, today), thumbnail: card.hash && width !== undefined ? thumbnailLink({ workspaceId, hash: card.hash }, width, now) : null }];
    }),
  };
});

export default function Best() {
  const data = useLoaderData<typeof loader>();
  const t = useText('assets');
  const submit = useSubmit();
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('one.crumb'), to: paths.assets() }]} />} title={t('best.title')} meta={<span>{t('best.text')}</span>} />
      <Form method="get" className="mb-4 flex flex-wrap items-end gap-3" onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
        <SelectField name="collaboration" label={t('best.for')} defaultValue={data.collaborationId} options={data.origins.map((origin) => ({ value: origin.collaborationId, label: `${origin.kolName} · ${origin.campaignName}` }))} className="w-72 max-w-full" />
        <SelectField name="channel" label={t('usable.channel')} defaultValue={data.channel} options={RIGHTS_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} className="w-44" />
        <SelectField name="territory" label={t('usable.territory')} defaultValue={data.territory} options={TERRITORIES.map((value) => ({ value, label: t(`territory.${value}`) }))} className="w-40" />
        <noscript><Button type="submit">{t('best.ask')}</Button></noscript>
        {data.hasFit ? <span className="min-h-9 flex items-center text-muted"><DayText day={data.fromDay} /> – <DayText day={data.throughDay} /></span> : null}
      </Form>
      {data.rows.length === 0 ? <EmptyState icon="star" title={t('best.none')}>{t('best.noneText')}</EmptyState> : <BestTable rows={data.rows} />}
    </>
  );
}

function BestTable({ rows }: { readonly rows: ReturnType<typeof useLoaderData<typeof loader>>['rows'] }) {
  const t = useText('assets');
  return (
    <Table label={t('best.title')}>
      <thead>
        <tr><th scope="col">{t('column.asset')}</th><th scope="col">{t('best.fits')}</th><th scope="col">{t('column.band')}</th><th scope="col" className="num">{t('column.views')}</th><th scope="col" className="num">{t('one.engagement')}</th><th scope="col" className="num">{t('best.reused')}</th><th scope="col">{t('column.rights')}</th></tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <span className="flex items-center gap-2.5 min-w-48 max-w-96">
                <AssetPicture src={row.thumbnail} kind={row.kind} small className="size-10 shrink-0 rounded-control overflow-hidden" />
                <span className="min-w-0"><Link to={paths.asset({ assetId: row.id })} className="block truncate hover:underline">{row.title}</Link><span className="block text-muted font-normal text-[0.857rem]">{t('number', { number: row.number })} {row.kolName}</span></span>
              </span>
            </th>
            <td><span className="flex flex-wrap gap-1">{row.samePlatform ? <Badge>{t('filter.platform')}</Badge> : null}{row.sameTier ? <Badge>{t('filter.tier')}</Badge> : null}{row.sameVertical ? <Badge>{t('filter.vertical')}</Badge> : null}</span></td>
            <td><span title={t('bandHint')}>{t(`band.${row.band}`)}</span></td>
            <td className="num"><CountText count={row.views} /></td>
            <td className="num"><PercentText share={row.engagementBasisPoints === null ? null : row.engagementBasisPoints / 10_000} decimals={2} /></td>
            <td className="num"><CountText count={row.uses} /></td>
            <td><RightsBadge standing={row.standing} />{row.creditLine ? <span className="block text-muted text-[0.857rem]">{row.creditLine}</span> : null}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
