import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

/** The form that the boxes of cards belong to, wherever they stand. */
export const COLLECT_FORM = 'asset-collect';

interface CollectBarProps {
  readonly chosen: number;
  readonly collections: readonly { readonly id: string; readonly name: string }[];
  readonly problem: string | null;
  readonly onAll: () => void;
  readonly onNone: () => void;
}

/** What to do with the assets that were chosen: put them into a collection, or make one of them. */
export function CollectBar({ chosen, collections, problem, onAll, onNone }: CollectBarProps) {
  const t = useText('collections');
  const busy = useNavigation().formData?.get('intent') === 'collect';
  const [target, setTarget] = useState(collections[0]?.id ?? '');
  const words = { full: t('add.full', { most: 500 }), gone: t('add.gone'), missing: t('missing'), nothing: t('add.nothing') };
  const known = problem === 'full' || problem === 'gone' || problem === 'missing' ? words[problem] : problem === null ? null : words.nothing;
  return (
    <Form id={COLLECT_FORM} method="post" className="sticky top-2 z-10 mb-3 flex flex-wrap items-end gap-x-3 gap-y-2 rounded-card border border-line-strong bg-surface p-3 shadow-pop no-print">
      <input type="hidden" name="intent" value="collect" />
      <span role="status" className="min-h-9 flex items-center font-medium">{t('add.chosen', { count: chosen })}</span>
      <Button variant="ghost" onClick={onAll}>{t('add.selectPage')}</Button>
      <Button variant="ghost" onClick={onNone}>{t('add.clear')}</Button>
      <SelectField name="collection" label={t('add.choose')} value={target} onChange={(event) => setTarget(event.currentTarget.value)} placeholder={t('add.new')} options={collections.map(({ id, name }) => ({ value: id, label: name }))} className="w-56" />
      {target === '' ? <TextField name="name" label={t('add.newName')} required maxLength={120} className="w-56" /> : <input type="hidden" name="name" value="" />}
      <Button type="submit" variant="primary" busy={busy} disabledReason={chosen === 0 ? t('add.nothing') : null}>{t('add.add')}</Button>
      {known ? <p role="alert" className="basis-full text-red text-[0.9286rem]">{known}</p> : null}
    </Form>
  );
}
