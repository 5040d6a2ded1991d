import { Form, Link, useNavigation } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { AssetAnswer } from './act-on-asset.server.ts';
import type { AssetPage } from './load-asset.server.ts';

interface CollectionsCardProps {
  readonly data: AssetPage;
  readonly mayWrite: boolean;
  readonly answer: AssetAnswer | undefined;
}

/** Which collections an asset is in, and the form that puts it into another. */
export function CollectionsCard({ data: { collections, choices }, mayWrite, answer }: CollectionsCardProps) {
  const t = useText('collections');
  const busy = useNavigation().formData?.get('intent') === 'collect';
  const inIt = new Set(collections.map(({ id }) => id));
  const problem = answer?.errors.form;
  return (
    <Card title={t('add.title')}>
      {collections.length === 0 ? <p className="text-muted">{t('add.none')}</p> : (
        <ul className="flex flex-col gap-1">{collections.map(({ id, name }) => <li key={id}><Link to={paths.collection({ collectionId: id })} className="text-accent hover:underline break-words">{name}</Link></li>)}</ul>
      )}
      {mayWrite ? (
        <Form key={collections.length} method="post" preventScrollReset className="mt-3 flex flex-wrap items-end gap-2">
          <input type="hidden" name="intent" value="collect" />
          <SelectField name="collection" label={t('add.choose')} defaultValue={answer?.values.collection ?? ''} placeholder={t('add.new')} options={choices.filter(({ id }) => !inIt.has(id)).map(({ id, name }) => ({ value: id, label: name }))} className="flex-1 basis-36" />
          <TextField name="name" label={t('add.newName')} maxLength={120} defaultValue={answer?.values.name} className="flex-1 basis-36" error={problem === 'missing' ? t('missing') : problem === 'full' ? t('add.full', { most: 500 }) : problem === 'gone' ? t('add.gone') : null} />
          <Button type="submit" busy={busy}>{t('add.add')}</Button>
        </Form>
      ) : null}
    </Card>
  );
}
