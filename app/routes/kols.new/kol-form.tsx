import { Form, Link, useNavigation } from '@remix-run/react';
import type { KolStatus, Tier } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextareaField, TextField } from '#app/ui/text-field.tsx';
import { AccountFields } from './account-fields.tsx';
import type { FieldProblem } from './problems.ts';
import { useFieldProblem } from './use-field-problem.ts';

const TIERS: readonly Tier[] = ['top', 'mid', 'emerging'];
const STATUSES: readonly KolStatus[] = ['active', 'bench', 'blocked'];

export interface KolFormProps {
  /** What the fields hold: as saved, or as typed when it could not be saved. */
  readonly values: FormValues;
  readonly errors: Readonly<Record<string, FieldProblem>>;
  /** What somebody else saved in the meantime, where it differs from what is typed. */
  readonly savedMeanwhile: FormValues | null;
  readonly taken: { readonly handle: string; readonly kolId: string; readonly name: string } | null;
  readonly accountRows: number;
  /** Where "Cancel" leads. */
  readonly back: string;
  readonly isNew: boolean;
}

/** Everything about a KOL that people enter. Works without script; what was typed is shown again beside what is wrong with it. */
export function KolForm({ values, errors, savedMeanwhile, taken, accountRows, back, isNew }: KolFormProps) {
  const t = useText('roster');
  const td = useText('domain');
  const problem = useFieldProblem();
  const busy = useNavigation().formMethod === 'POST';
  const field = (name: string, hint?: string) => {
    const saved = savedMeanwhile?.[name];
    const now = saved === undefined ? undefined : t('form.savedNow', { value: saved || t('form.savedEmpty') });
    const error = errors[name];
    return { name, defaultValue: values[name] ?? '', hint: now ?? hint, error: error ? problem(error) : null };
  };
  return (
    <Form method="post" className="flex flex-col gap-4 max-w-4xl" noValidate>
      {savedMeanwhile ? <Banner tone="amber" title={t('form.staleTitle')}>{t('form.staleText')}</Banner> : null}
      {taken ? <Banner tone="red" action={<Link to={paths.kol(taken)} className="underline">{t('form.openOther', { name: taken.name })}</Link>}>{t('form.handleTaken', taken)}</Banner> : null}
      {Object.keys(errors).length > 0 ? <Banner tone="red">{t('form.problems')}</Banner> : null}
      <input type="hidden" name="version" value={values.version ?? ''} />
      <Card title={t('form.basics')}>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField label={t('form.name')} required maxLength={200} autoComplete="off" {...field('name')} />
          <TextField label={t('form.verticals')} {...field('verticals', t('form.verticalsHint'))} />
          <SelectField label={t('form.tier')} {...field('tier', t('form.tierHint'))} options={TIERS.map((tier) => ({ value: tier, label: td(`tier.${tier}`) }))} />
          <SelectField label={t('form.status')} {...field('status')} options={STATUSES.map((status) => ({ value: status, label: td(`kolStatus.${status}`) }))} />
        </div>
      </Card>
      <Card title={t('form.accounts')} subtitle={t('form.accountsHint')}><AccountFields rows={accountRows} field={field} /></Card>
      <Card title={t('form.terms')}>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField label={t('form.price')} inputMode="decimal" {...field('price')} />
          <TextField label={t('form.currency')} maxLength={3} autoCapitalize="characters" {...field('currency')} />
          <TextField label={t('form.availableFrom')} type="date" {...field('availableFrom')} />
          <TextField label={t('form.exclusiveWith')} {...field('exclusiveWith', t('form.exclusiveHint'))} />
        </div>
      </Card>
      <Card title={t('form.audience')}>
        <div className="grid gap-3 sm:grid-cols-3">
          <TextField label={t('form.female')} inputMode="decimal" suffix="%" {...field('female')} />
          <TextField label={t('form.young')} inputMode="decimal" suffix="%" {...field('young')} />
          <TextField label={t('form.cityTier')} {...field('cityTier')} />
        </div>
      </Card>
      <Card title={t('form.contactTitle')}>
        <div className="flex flex-col gap-3">
          <TextField label={t('form.contactEmail')} type="email" autoComplete="off" {...field('contactEmail')} />
          <TextareaField label={t('form.notes')} maxLength={5000} {...field('notes')} />
        </div>
      </Card>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={busy}>{isNew ? t('form.create') : t('form.save')}</Button>
        <LinkButton to={back}>{t('form.cancel')}</LinkButton>
      </div>
    </Form>
  );
}
