import type { MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import * as z from 'zod';
import { listCollections } from '#db/queries/asset-collection.server.ts';
import { COLLECTION_VISIBILITIES } from '#app/domain/collection.ts';
import { AssetPicture } from '#app/components/asset-parts.tsx';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { thumbnailLink } from '#app/lib/asset-files/file-link.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { createCollection } from '#app/services/save-collection.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextareaField, TextField } from '#app/ui/text-field.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, request, now, can }) => {
  const collections = await listCollections(db, workspaceId, actor.id);
  return {
    title: pageTitle(request, 'collections:title'), mayWrite: can('assets:write'),
    collections: collections.map(({ covers, ownerId: _ownerId, ...collection }) => ({ ...collection, covers: covers.map(({ hash, width }) => thumbnailLink({ workspaceId, hash: Buffer.from(hash, 'hex') }, width, now)) })),
  };
});

const schema = z.strictObject({ name: z.string().trim().min(1, { error: 'missing' }).max(120), notes: z.string().trim().max(2_000), visibility: z.enum(COLLECTION_VISIBILITIES) });

export const action = page('assets:write', async ({ db, workspaceId, actor, request, now }) => {
  const form = await readForm(request, schema);
  if (!form.ok) return { values: form.values, errors: form.errors };
  const { collectionId } = await createCollection(db, { workspaceId, ...form.value, assetIds: [] }, { now, actor });
  return seeOther(paths.collection({ collectionId }));
});

export default function Collections() {
  const { collections, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('collections');
  const [open, setOpen] = useState(answer !== undefined);
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('crumb'), to: paths.assets() }]} />}
        title={t('title')} meta={<span>{t('text')}</span>}
        actions={
          <>
            {mayWrite ? <LinkButton to={paths.shares()}>{t('share.all')}</LinkButton> : null}
            {mayWrite ? <Button variant="primary" icon="plus" onClick={() => setOpen(true)}>{t('new')}</Button> : null}
          </>
        }
      />
      {collections.length === 0
        ? <EmptyState icon="asset" title={t('emptyTitle')} action={<LinkButton to={paths.assets()}>{t('library')}</LinkButton>}>{t('emptyText')}</EmptyState>
        : <ul className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-3">{collections.map((collection) => <li key={collection.id} className="min-w-0"><CollectionCard collection={collection} /></li>)}</ul>}
      <NewDialog open={open} onClose={() => setOpen(false)} values={answer?.values ?? {}} errors={answer?.errors ?? {}} />
    </>
  );
}

type Collection = ReturnType<typeof useLoaderData<typeof loader>>['collections'][number];

function CollectionCard({ collection }: { readonly collection: Collection }) {
  const t = useText('collections');
  const covers = Array.from({ length: 4 }, (_, index) => collection.covers[index] ?? null);
  return (
    <Link to={paths.collection({ collectionId: collection.id })} prefetch="intent" className="group flex h-full flex-col rounded-card border border-line bg-surface overflow-hidden hover:border-line-strong">
      <span className="grid grid-cols-4 gap-px bg-line">
        {covers.map((cover, index) => <span key={index} className="block aspect-square bg-sunken">{cover === null ? null : <AssetPicture src={cover} kind="image" className="block size-full" small />}</span>)}
      </span>
      <span className="flex flex-1 flex-col gap-1 px-3 py-2">
        <span className="flex flex-wrap items-center gap-2"><span className="font-medium break-words group-hover:underline">{collection.name}</span>{collection.visibility === 'private' ? <Badge icon="lock">{t('private', { name: collection.ownerName })}</Badge> : null}</span>
        {collection.notes ? <span className="text-muted line-clamp-2 break-words">{collection.notes}</span> : null}
        <span className="mt-auto flex flex-wrap gap-x-2 pt-1 text-muted text-[0.9286rem]"><span>{t('assets', { count: collection.assets })}</span><span>{t('by', { name: collection.ownerName })}</span><span><InstantText at={collection.updatedAt} dateOnly /></span></span>
      </span>
    </Link>
  );
}

interface NewDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

function NewDialog({ open, onClose, values, errors }: NewDialogProps) {
  const t = useText('collections');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Dialog open={open} onClose={onClose} title={t('new')} closeLabel={t('cancel')} footer={<><Button onClick={onClose}>{t('cancel')}</Button><Button type="submit" form="collection-new" variant="primary" busy={busy}>{t('create')}</Button></>}>
      <Form id="collection-new" method="post" className="flex flex-col gap-3">
        <TextField name="name" label={t('name')} required maxLength={120} defaultValue={values.name} error={errors.name ? t('missing') : null} />
        <TextareaField name="notes" label={t('notes')} hint={t('notesHint')} rows={3} maxLength={2_000} defaultValue={values.notes} />
        <SelectField name="visibility" label={t('visibility')} defaultValue={values.visibility ?? 'team'} options={COLLECTION_VISIBILITIES.map((value) => ({ value, label: t(`visibilities.${value}`) }))} />
      </Form>
    </Dialog>
  );
}
