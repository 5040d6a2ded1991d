import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Kysely } from 'kysely';
import { useState } from 'react';
import * as z from 'zod';
import type { Database } from '#db/schema.ts';
import { COLLECTION_VISIBILITIES } from '#app/domain/collection.ts';
import { dayOf } from '#app/domain/period.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { useTaken } from '#app/components/use-taken.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import type { Doing } from '#app/services/doing.ts';
import { deleteCollection, moveInCollection, removeFromCollection, saveCollection } from '#app/services/save-collection.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { AssetsCard } from './assets-card.tsx';
import { DeleteDialog, EditDialog } from './dialogs.tsx';
import { loadCollection } from './load-collection.server.ts';
import { RightsSummaryCard } from './rights-summary-card.tsx';
import { UsesCard } from './uses-card.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const notFound = () => new Response('No such collection.', { status: 404 });

export const loader = page('roster:read', async ({ db, workspaceId, actor, params, request, url, now, can }) => {
  const { collectionId } = params;
  const today = dayOf(now, actor.workspace.timeZone);
  const found = isId(collectionId) ? await loadCollection(db, { workspaceId, collectionId, viewerId: actor.id, today, now, search: url.searchParams }) : null;
  if (!found) throw notFound();
  return { title: pageTitle(request, 'collections:title', found.collection.name), ...found, mayWrite: can('assets:write') };
});

const schema = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('edit'), version: z.string().regex(/^\d{1,9}$/).transform(Number), name: z.string().trim().min(1, { error: 'missing' }).max(120), notes: z.string().trim().max(2_000),
    visibility: z.enum(COLLECTION_VISIBILITIES),
  }),
  z.strictObject({ intent: z.literal('move'), assetId: z.uuid(), before: z.union([z.literal('').transform(() => null), z.uuid()]) }),
  z.strictObject({ intent: z.literal('remove'), assetId: z.uuid() }),
  z.strictObject({ intent: z.literal('delete') }),
]);

export const action = page('assets:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const { collectionId } = params;
  if (!isId(collectionId)) throw notFound();
  const form = await readForm(request, schema);
  if (!form.ok) return { values: form.values, errors: form.errors };
  const at = { workspaceId, collectionId };
  const outcome = await act(db, at, form.value, { now, actor });
  switch (outcome.status) {
    case 'not_found':
      throw notFound();
    case 'stale':
      return { values: { ...form.values, version: String(outcome.version) }, errors: { form: 'stale' } };
    case 'not_owner':
      return { values: form.values, errors: { form: 'not_owner' } };
    case 'deleted':
      return seeOther(paths.collections());
    case 'saved':
    case 'ordered':
    case 'removed':
      return seeOther(paths.collection(at));
  }
});

async function act(db: Kysely<Database>, at: { workspaceId: string; collectionId: string }, form: z.output<typeof schema>, doing: Doing) {
  switch (form.intent) {
    case 'edit':
      return await saveCollection(db, { ...at, version: form.version, name: form.name, notes: form.notes, visibility: form.visibility }, doing);
    case 'move':
      return await moveInCollection(db, { ...at, assetId: form.assetId, before: form.before }, doing);
    case 'remove':
      return await removeFromCollection(db, { ...at, assetId: form.assetId }, doing);
    case 'delete':
      return await deleteCollection(db, at, doing);
  }
}

export default function Collection() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('collections');
  const ta = useText('assets');
  const { collection, mayWrite } = data;
  const [open, setOpen] = useState<'edit' | 'delete' | null>(answer ? 'edit' : null);
  useTaken('edit', answer !== undefined, () => setOpen(null));
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('crumb'), to: paths.assets() }, { label: t('title'), to: paths.collections() }]} />}
        title={collection.name}
        meta={
          <>
            <span>{t('assets', { count: data.assets.length })}</span>
            {collection.visibility === 'private' ? <Badge icon="lock">{t('private', { name: collection.ownerName })}</Badge> : null}
            <span>{t('by', { name: collection.ownerName })}</span><span>{t('changed')} <InstantText at={collection.updatedAt} dateOnly /></span>
          </>
        }
        actions={
          <>
            {data.assets.length > 0 ? <LinkButton to={paths.assetsZip(`?collection=${collection.id}`)} icon="download">{ta('zip.open')}</LinkButton> : null}
            {mayWrite ? <Button icon="trash" onClick={() => setOpen('delete')}>{t('one.delete')}</Button> : null}
            {mayWrite ? <Button icon="edit" onClick={() => setOpen('edit')}>{t('one.edit')}</Button> : null}
            {mayWrite ? <LinkButton to={paths.shares(`?collection=${collection.id}`)} variant="primary" icon="export">{t('one.share')}</LinkButton> : null}
          </>
        }
      />
      {collection.notes ? <p className="mb-4 max-w-prose whitespace-pre-wrap break-words">{collection.notes}</p> : null}
      <div className="grid grid-cols-1 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-4 items-start">
        <AssetsCard data={data} mayWrite={mayWrite} />
        <div className="flex flex-col gap-4 min-w-0">
          <RightsSummaryCard data={data} />
          <UsesCard uses={data.uses} />
        </div>
      </div>
      <EditDialog key={`edit ${collection.version}`} open={open === 'edit'} onClose={() => setOpen(null)} collection={collection} answer={answer} />
      <DeleteDialog open={open === 'delete'} onClose={() => setOpen(null)} />
    </>
  );
}
