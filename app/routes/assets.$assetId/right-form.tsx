import { Form, useNavigation } from '@remix-run/react';
import { RIGHTS_CHANNELS, TERRITORIES } from '#app/domain/usage-rights.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { AssetAnswer } from './act-on-asset.server.ts';
import type { AssetPage } from './load-asset.server.ts';

interface RightFormProps {
  readonly right: AssetPage['rights'][number] | null;
  readonly today: string;
  readonly here: string;
  readonly answer: AssetAnswer | undefined;
}

const PROBLEMS = ['channels', 'territories', 'day', 'before', 'long', 'exclusive_elsewhere', 'stale', 'deleted'] as const;

/** What was granted: on which channels, where, from when to when. What was typed stays when it was refused. */
export function RightForm({ right, today, here, answer }: RightFormProps) {
  const t = useText('assets');
  const busy = useNavigation().formData?.get('intent') === 'grant';
  const typed = answer?.values;
  const problem = (name: string) => {
    const code = PROBLEMS.find((one) => one === answer?.errors[name]);
    return code ? t(`rights.problem.${code}`) : null;
  };
  const channels = typed ? (typed.channels ?? '').split(',') : (right?.channels ?? ['own_social']);
  const territories = typed ? (typed.territories ?? '').split(',') : (right?.territories ?? ['CN']);
  const formProblem = problem('form');
  return (
    <Form method="post" action={here} className="mt-3 flex flex-col gap-4 rounded-card border border-line p-4" preventScrollReset>
      <h3 className="font-semibold">{right ? t('rights.editTitle') : t('rights.addTitle')}</h3>
      {formProblem ? <Banner tone="red">{formProblem}</Banner> : null}
      <input type="hidden" name="intent" value="grant" />
      <input type="hidden" name="rightId" value={right?.id ?? ''} />
      <input type="hidden" name="version" value={right?.version ?? 0} />
      <Choices legend={t('rights.channels')} name="channels" chosen={channels} problem={problem('channels')} options={RIGHTS_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
      <Choices legend={t('rights.territories')} name="territories" chosen={territories} problem={problem('territories')} options={TERRITORIES.map((value) => ({ value, label: t(`territory.${value}`) }))} />
      <div className="grid grid-cols-1 sm:grid-cols-2 gap-3">
        <TextField type="date" name="fromDay" label={t('rights.from')} required defaultValue={typed?.fromDay ?? right?.fromDay ?? today} error={problem('fromDay')} />
        <TextField type="date" name="untilDay" label={t('rights.until')} hint={t('rights.untilHint')} defaultValue={typed?.untilDay ?? right?.untilDay ?? ''} error={problem('untilDay')} />
        <TextField name="creditLine" label={t('rights.credit')} hint={t('rights.creditHint')} maxLength={200} defaultValue={typed?.creditLine ?? right?.creditLine ?? ''} error={problem('creditLine')} />
        <TextField name="contractPage" label={t('rights.contract')} hint={t('rights.contractHint')} maxLength={200} defaultValue={typed?.contractPage ?? right?.contractPage ?? ''} error={problem('contractPage')} />
      </div>
      <Checkbox name="isExclusive" label={t('rights.exclusive')} hint={t('rights.exclusiveHint')} defaultChecked={typed ? typed.isExclusive === 'on' : (right?.isExclusive ?? false)} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={busy}>{t('rights.save')}</Button>
        <LinkButton to={here} preventScrollReset>{t('rights.cancel')}</LinkButton>
      </div>
    </Form>
  );
}

interface ChoicesProps {
  readonly legend: string;
  readonly name: string;
  readonly chosen: readonly string[];
  readonly problem: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

function Choices({ legend, name, chosen, problem, options }: ChoicesProps) {
  return (
    <fieldset>
      <legend className="font-medium">{legend}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-3">
        {options.map(({ value, label }) => <Checkbox key={value} name={name} value={value} label={label} defaultChecked={chosen.includes(value)} />)}
      </div>
      {problem ? <p role="alert" className="text-red text-[0.9286rem]">{problem}</p> : null}
    </fieldset>
  );
}
