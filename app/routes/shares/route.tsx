import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { findCollection } from '#db/queries/asset-collection.server.ts';
import { findAssetDetail } from '#db/queries/asset-detail.server.ts';
import { listShares } from '#db/queries/asset-share.server.ts';
import { seesCollection } from '#app/domain/collection.ts';
import { SHARE_DAYS, shareState } from '#app/domain/share.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { useText } from '#app/i18n/use-text.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { publicOrigin } from '#app/lib/public-origin.server.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { createShare, takeBackShare } from '#app/services/create-share.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { NewShareForm } from './new-share-form.tsx';
import { ShareTable } from './share-table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const notFound = () => new Response('No such asset or collection.', { status: 404 });

export const loader = page('assets:write', async (context) => {
  const { db, workspaceId, actor, request, now } = context;
  const subject = await findSubject(context);
  const shares = await listShares(db, workspaceId, { assetId: subject?.kind === 'asset' ? subject.id : null, collectionId: subject?.kind === 'collection' ? subject.id : null, viewerId: actor.id });
  return { title: pageTitle(request, 'collections:share.title', subject?.name), subject, shares: shares.map((share) => ({ ...share, state: shareState(share, now) })) };
});

const days = z.string().regex(/^\d{1,3}$/, { error: 'days' }).transform(Number).pipe(z.number().min(1, { error: 'days' }).max(SHARE_DAYS.most, { error: 'days' }));
const schema = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('create'), recipient: z.string().trim().max(120), days, allowsDownload: z.literal('on').optional() }),
  z.strictObject({ intent: z.literal('revoke'), shareId: z.uuid() }),
]);

/** Makes a link, whose text is in this answer alone, or takes one back. */
export const action = page('assets:write', async (context) => {
  const { db, workspaceId, actor, request, url, now } = context;
  const subject = await findSubject(context);
  const form = await readForm(request, schema);
  if (!form.ok) return { link: null, values: form.values, errors: form.errors };
  const { value } = form;
  if (value.intent === 'revoke') {
    if ((await takeBackShare(db, { workspaceId, shareId: value.shareId }, { now, actor })).status === 'not_found') throw new Response('There is no such link.', { status: 404 });
    return seeOther(paths.shares(url.search));
  }
  if (subject === null) throw notFound();
  const named = subject.kind === 'asset' ? { assetId: subject.id } : { collectionId: subject.id };
  const outcome = await createShare(db, { workspaceId, subject: named, recipient: value.recipient, allowsDownload: value.allowsDownload === 'on', days: value.days }, { now, actor });
  if (outcome.status === 'not_found') throw notFound();
  return { link: publicOrigin(url) + paths.share({ token: outcome.token }), values: {}, errors: {} };
});

/** What the address asks for links of; null for all of them. */
async function findSubject({ db, workspaceId, actor, url }: RequestContext): Promise<{ kind: 'asset' | 'collection'; id: string; name: string } | null> {
  const [assetId, collectionId] = [url.searchParams.get('asset'), url.searchParams.get('collection')];
  if (assetId !== null) {
    const asset = isId(assetId) ? await findAssetDetail(db, workspaceId, assetId) : undefined;
    if (!asset || asset.status !== 'active') throw notFound();
    return { kind: 'asset', id: asset.id, name: asset.title };
  }
  if (collectionId === null) return null;
  const collection = isId(collectionId) ? await findCollection(db, workspaceId, collectionId) : undefined;
  if (!collection || !seesCollection(collection, actor.id)) throw notFound();
  return { kind: 'collection', id: collection.id, name: collection.name };
}

export default function Shares() {
  const { subject, shares } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('collections');
  const up = subject?.kind === 'asset' ? { label: subject.name, to: paths.asset({ assetId: subject.id }) } : subject ? { label: subject.name, to: paths.collection({ collectionId: subject.id }) } : { label: t('title'), to: paths.collections() };
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('crumb'), to: paths.assets() }, up]} />} title={t('share.title')} meta={<span>{t('share.text')}</span>} />
      <div className="flex flex-col gap-4 max-w-5xl">
        {answer?.link ? (
          <Banner tone="green" title={t('share.made')}>
            <p>{t('share.madeText')}</p>
            <p className="mt-1"><code className="select-all break-all rounded-control bg-surface px-2 py-1 inline-block">{answer.link}</code></p>
          </Banner>
        ) : null}
        {subject ? <NewShareForm key={shares.length} values={answer?.values ?? {}} errors={answer?.errors ?? {}} /> : null}
        <ShareTable shares={shares} showsSubject={subject === null} />
      </div>
    </>
  );
}
