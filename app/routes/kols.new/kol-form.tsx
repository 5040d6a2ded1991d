import { Form, Link, useNavigation } from '@remix-run/react';
import type { KolStatus, Tier } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { MergeTable, VersionFields } from '#app/components/merge-table.tsx';
import type { MergedField } from '#app/domain/merge.ts';
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
const STATUSES: readonly KolStatus[] = ['active', 'bench', 'blocked', 'archived'];

const LABELS = ['name', 'tier', 'status', 'verticals', 'price', 'currency', 'availableFrom', 'exclusiveWith', 'female', 'young', 'cityTier', 'contactEmail', 'notes'] as const;
const ACCOUNT_LABELS = [['platform', 'platform'], ['handle', 'handle'], ['url', 'profileUrl'], ['followers', 'followers'], ['engagement', 'engagement']] as const;

export interface KolFormProps {
  /** What the fields hold: as saved, or as typed when it could not be saved. */
  readonly values: FormValues;
  readonly errors: Readonly<Record<string, FieldProblem>>;
  /** What the fields held when the form was opened. */
  readonly base: FormValues;
  /** Fields that somebody else changed in the meantime; null where nobody saved. */
  readonly overtaken: readonly MergedField[] | null;
  readonly taken: { readonly handle: string; readonly kolId: string; readonly name: string } | null;
  readonly accountRows: number;
  /** Where "Cancel" leads. */
  readonly back: string;
  readonly isNew: boolean;
}

/** Everything about a KOL that people enter. Works without script; what was typed is shown again beside what is wrong with it. */
export function KolForm({ values, errors, base, overtaken, taken, accountRows, back, isNew }: KolFormProps) {
  const t = useText('roster');
  const td = useText('domain');
  const problem = useFieldProblem();
  const busy = useNavigation().formMethod === 'POST';
  const field = (name: string, hint?: string) => {
    const error = errors[name];
    return { name, defaultValue: values[name] ?? '', hint, error: error ? problem(error) : null };
  };
  const labelOf = (name: string) => {
    const label = LABELS.find((known) => known === name);
    if (label) return t(`form.${label}`);
    const [part = '', row = '0'] = name.split('.');
    const account = ACCOUNT_LABELS.find(([known]) => known === part);
    return account ? `${t('form.account', { number: Number(row) + 1 })}: ${t(`form.${account[1]}`)}` : name;
  };
  const readable = (name: string, text: string) => {
    const [tier, status] = [TIERS.find((each) => each === text), STATUSES.find((each) => each === text)];
    return name === 'tier' && tier ? td(`tier.${tier}`) : name === 'status' && status ? td(`kolStatus.${status}`) : text;
  };
  return (
    <Form method="post" className="flex flex-col gap-4 max-w-4xl" noValidate>
      {overtaken ? <MergeTable fields={overtaken} labelOf={labelOf} readable={readable} /> : null}
      {taken ? <Banner tone="red" action={<Link to={paths.kol(taken)} className="underline">{t('form.openOther', { name: taken.name })}</Link>}>{t('form.handleTaken', taken)}</Banner> : null}
      {Object.keys(errors).length > 0 ? <Banner tone="red">{t('form.problems')}</Banner> : null}
      {isNew ? <input type="hidden" name="version" value="" /> : <VersionFields base={base} version={values.version} />}
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
