import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { MAX_COLLECTION_ASSETS } from '#app/domain/collection.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

interface ChooseBarProps {
  readonly chosen: ReadonlySet<string>;
  readonly onAll: () => void;
  readonly onNone: () => void;
  /** Where they may be put; null for people who only look. */
  readonly collecting: { readonly collections: readonly { readonly id: string; readonly name: string }[]; readonly problem: string | null } | null;
}

/** What to do with the assets that were chosen, on this page and others: take them away together, or put them into a collection. */
export function ChooseBar({ chosen, onAll, onNone, collecting }: ChooseBarProps) {
  const t = useText('collections');
  const ta = useText('assets');
  const reason = chosen.size === 0 ? t('add.nothing') : null;
  return (
    <div className="sticky top-15 z-10 mb-3 flex flex-wrap items-end gap-x-3 gap-y-2 rounded-card border border-line-strong bg-surface p-3 shadow-pop no-print">
      <span role="status" className="min-h-9 flex items-center font-medium">{t('add.chosen', { count: chosen.size })}</span>
      <Button variant="ghost" onClick={onAll}>{t('add.selectPage')}</Button>
      <Button variant="ghost" onClick={onNone}>{t('add.clear')}</Button>
      <Form method="get" action={paths.assetsZip()}><ChosenInputs chosen={chosen} /><Button type="submit" icon="download" disabledReason={reason}>{ta('zip.open')}</Button></Form>
      {collecting ? <CollectForm chosen={chosen} collecting={collecting} /> : null}
    </div>
  );
}

const ChosenInputs = ({ chosen }: { readonly chosen: ReadonlySet<string> }) => <>{[...chosen].map((id) => <input key={id} type="hidden" name="asset" value={id} />)}</>;

function CollectForm({ chosen, collecting: { collections, problem } }: { readonly chosen: ReadonlySet<string>; readonly collecting: NonNullable<ChooseBarProps['collecting']> }) {
  const t = useText('collections');
  const busy = useNavigation().formData?.get('intent') === 'collect';
  const [target, setTarget] = useState(collections[0]?.id ?? '');
  const words = { full: t('add.full', { most: MAX_COLLECTION_ASSETS }), gone: t('add.gone'), missing: t('missing'), nothing: t('add.nothing') };
  const known = problem === 'full' || problem === 'gone' || problem === 'missing' ? words[problem] : problem === null ? null : words.nothing;
  return (
    <Form method="post" className="flex flex-1 flex-wrap items-end gap-x-3 gap-y-2 sm:border-s border-line sm:ps-3">
      <input type="hidden" name="intent" value="collect" />
      <ChosenInputs chosen={chosen} />
      <SelectField name="collection" label={t('add.choose')} value={target} onChange={(event) => setTarget(event.currentTarget.value)} placeholder={t('add.new')} options={collections.map(({ id, name }) => ({ value: id, label: name }))} className="w-56" />
      {target === '' ? <TextField name="name" label={t('add.newName')} required maxLength={120} className="w-56" /> : <input type="hidden" name="name" value="" />}
      <Button type="submit" variant="primary" busy={busy} disabledReason={chosen.size === 0 ? t('add.nothing') : null}>{t('add.add')}</Button>
      {known ? <p role="alert" className="basis-full text-red text-[0.9286rem]">{known}</p> : null}
    </Form>
  );
}
