import { Form, useNavigation } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

export interface CampaignProblem {
  readonly code:
    | 'required' | 'day' | 'endsBeforeStart' | 'slug' | 'slugTaken' | 'amount' | 'currency' | 'percent' | 'count' | 'sharesNotWhole' | 'landing' | 'hostNotAllowed' | 'stale' | 'invalid';
  readonly detail?: string;
}

/** By field; `shares` is the three together, `form` the whole. */
export type CampaignProblems = Readonly<Partial<Record<string, CampaignProblem>>>;

interface CampaignFormProps {
  /** As typed or as stored, by field. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: CampaignProblems;
  readonly allowedHosts: readonly string[];
  readonly isNew: boolean;
}

const TIERS = ['top', 'mid', 'emerging'] as const;

/** The form of a campaign and its matrix. What was typed stays beside what is wrong with it. */
export function CampaignForm({ values, problems, allowedHosts, isNew }: CampaignFormProps) {
  const t = useText('campaign');
  const td = useText('domain');
  const tc = useText('common');
  const busy = useNavigation().state === 'submitting';
  const errorOf = (field: string) => {
    const problem = problems[field];
    return problem ? t(`error.${problem.code}`, { detail: problem.detail ?? '' }) : null;
  };
  const field = (name: string) => ({ name, defaultValue: values[name] ?? '', error: errorOf(name) });
  const failed = Object.keys(problems).length > 0;
  return (
    <Form method="post" noValidate className="flex flex-col gap-4 max-w-4xl">
      {failed ? <Banner tone="red" title={t('form.failed')}>{errorOf('form')}</Banner> : null}
      {isNew ? null : <input type="hidden" name="version" value={values.version} />}
      <Card title={t('form.basics')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...field('name')} label={t('form.name')} required maxLength={200} />
          <TextField {...field('slug')} label={t('form.slug')} hint={t('form.slugHint')} required maxLength={80} />
          <TextField {...field('startsOn')} type="date" label={t('form.startsOn')} required />
          <TextField {...field('endsOn')} type="date" label={t('form.endsOn')} required />
          <TextField {...field('budget')} label={t('form.budget')} inputMode="decimal" required />
          <TextField {...field('currency')} label={t('form.currency')} required maxLength={3} />
          <SelectField {...field('status')} label={t('form.status')} options={(['draft', 'active', 'closed'] as const).map((status) => ({ value: status, label: td(`campaignStatus.${status}`) }))} />
          <TextField {...field('landingUrl')} type="url" label={t('form.landing')} hint={t('form.landingHint', { hosts: allowedHosts.length > 0 ? allowedHosts.join(', ') : t('form.noHosts') })} />
        </div>
      </Card>
      <Card title={t('form.matrix')} subtitle={t('form.matrixHint')}>
        {problems.shares ? <div className="mb-3"><Banner tone="red">{errorOf('shares')}</Banner></div> : null}
        <div className="grid gap-4">
          <TextField {...field('reserve')} label={t('form.reserve')} suffix="%" inputMode="decimal" required className="max-w-40" />
          {TIERS.map((tier) => (
            <fieldset key={tier} className="grid gap-4 grid-cols-2 max-w-md">
              <legend className="font-medium mb-1">{td(`tier.${tier}`)}</legend>
              <TextField {...field(`${tier}Share`)} label={t('form.share')} suffix="%" inputMode="decimal" required />
              <TextField {...field(`${tier}Slots`)} label={t('form.slots')} inputMode="numeric" required />
            </fieldset>
          ))}
        </div>
      </Card>
      <Card title={t('form.targets')} subtitle={t('form.targetsHint')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...field('targetSearchUplift')} label={t('targets.searchUplift')} inputMode="numeric" />
          <TextField {...field('targetUgcItems')} label={t('targets.ugcItems')} inputMode="numeric" />
          <TextField {...field('targetInteractions')} label={t('targets.interactions')} inputMode="numeric" />
          <TextField {...field('targetSalesUplift')} label={t('targets.salesUplift')} suffix="%" inputMode="decimal" />
        </div>
      </Card>
      <div><Button type="submit" variant="primary" busy={busy}>{isNew ? t('form.create') : tc('action.saveChanges')}</Button></div>
    </Form>
  );
}
