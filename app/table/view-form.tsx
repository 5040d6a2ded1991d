import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import type { ViewList, ViewVisibility } from '#app/domain/saved-view.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { ViewProblem } from './views.ts';

interface NewViewFormProps {
  readonly list: ViewList;
  /** What the view will show, an address without its question mark. */
  readonly question: string;
  readonly mayShare: boolean;
}

/** Keeps what a list shows now under a name. */
export function NewViewForm({ list, question, mayShare }: NewViewFormProps) {
  const t = useText('views');
  const fetcher = useFetcher<{ problem: ViewProblem } | null>();
  const problem = fetcher.state === 'idle' ? fetcher.data?.problem : undefined;
  return (
    // A panel closes on the click that submits; what is refused must stay in sight, so the click stays within the form.
    <fetcher.Form method="post" action={paths.views()} onClick={(event) => event.stopPropagation()} className="flex flex-col gap-3">
      <input type="hidden" name="intent" value="create" />
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="query" value={question} />
      <TextField label={t('name')} name="name" required maxLength={60} autoComplete="off" error={problem === 'name' ? t('problem.name') : null} />
      {mayShare ? <VisibilityField value="private" /> : null}
      <Checkbox label={t('opens')} name="opens" />
      <p className="text-muted text-[0.9286rem]">{t('createHint')}</p>
      {problem && problem !== 'name' ? <p role="alert" className="text-red">{t(`problem.${problem}`)}</p> : null}
      <Button type="submit" variant="primary" busy={fetcher.state !== 'idle'}>{t('createAction')}</Button>
    </fetcher.Form>
  );
}

/** Who sees a view, with what that means. */
export function VisibilityField({ value, mayBePrivate = true }: { readonly value: ViewVisibility; readonly mayBePrivate?: boolean }) {
  const t = useText('views');
  const [chosen, setChosen] = useState(value);
  const choices = (['private', 'team', 'locked'] as const).filter((each) => mayBePrivate || each !== 'private');
  return (
    <SelectField
      label={t('visibility')} name="visibility" value={chosen} hint={t(`visibilityHint.${chosen}`)} options={choices.map((each) => ({ value: each, label: t(`visibilityName.${each}`) }))}
      onChange={(event) => setChosen(choices.find((each) => each === event.currentTarget.value) ?? chosen)}
    />
  );
}
