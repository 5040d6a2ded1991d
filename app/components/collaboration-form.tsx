import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { MergedField } from '#app/domain/merge.ts';
import type { PeriodRefusal } from '#app/domain/finance/period-lock.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import type { SelectOption } from '#app/ui/select-field.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { LockedTier } from './lock-text.ts';
import { useLockText } from './lock-text.ts';
import { MergeTable, VersionFields } from './merge-table.tsx';

export interface CollaborationProblem {
  readonly code:
    | 'required' | 'day' | 'endsBeforeStart' | 'amount' | 'coupon' | 'couponTaken' | 'landing' | 'landingMissing' | 'hostNotAllowed' | 'fallbackNotAllowed' | 'kolBlocked' | 'alreadyThere' | 'unknown' | 'stale' | 'unreachable'
    | 'invalid' | 'commission' | 'kind' | 'spendingStopped' | 'pilotUsedUp' | 'signOffNeeded' | 'periodClosed' | 'tierLocked' | 'campaignClosed';
  readonly detail?: string;
  /** With `periodClosed`. */
  readonly period?: PeriodRefusal;
  /** With `tierLocked`. */
  readonly lock?: LockedTier;
}

/** By field; `form` is the whole. */
export type CollaborationProblems = Readonly<Partial<Record<string, CollaborationProblem>>>;

/** The text of what is wrong with a field, null where nothing is. */
export function useProblemText(problems: CollaborationProblems): (field: string) => string | null {
  const t = useText('collaboration');
  const lockText = useLockText();
  return (field) => {
    const problem = problems[field];
    if (problem?.lock) return lockText(problem.lock);
    return problem ? t(`error.${problem.code}`, { detail: problem.detail ?? '', ...problem.period }) : null;
  };
}

interface CollaborationFormProps {
  /** As typed or as stored, by field. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: CollaborationProblems;
  readonly allowedHosts: readonly string[];
  /** For a new one: the campaigns and accounts to choose from. */
  readonly choices?: { readonly campaigns: readonly SelectOption[]; readonly accounts: readonly SelectOption[] };
  /** The currency of the fee; without it no fee can be given. */
  readonly feeCurrency?: string | null;
  readonly submitLabel: ReactNode;
  /** What the fields held when the form was opened, and those of them that somebody else changed since. */
  readonly base?: Readonly<Record<string, string>>;
  readonly overtaken?: readonly MergedField[] | null;
}

const TIERS = ['top', 'mid', 'emerging'] as const;
const LABELS = [
  ['tier', 'tier'], ['startsOn', 'startsOn'], ['endsOn', 'endsOn'], ['coupon', 'coupon'], ['landingUrl', 'landing'], ['linkEndsOn', 'linkEndsOn'], ['linkFallbackUrl', 'linkFallback'],
] as const;

/** The form of a collaboration: who and where when it is new, then tier, flight, coupon and landing page. */
export function CollaborationForm({ values, problems, allowedHosts, choices, feeCurrency, submitLabel, base, overtaken = null }: CollaborationFormProps) {
  const t = useText('collaboration');
  const td = useText('domain');
  const busy = useNavigation().state === 'submitting';
  const errorOf = useProblemText(problems);
  const field = (name: string) => ({ name, defaultValue: values[name] ?? '', error: errorOf(name) });
  const hosts = allowedHosts.length > 0 ? allowedHosts.join(', ') : t('form.noHosts');
  return (
    <Form method="post" noValidate className="flex flex-col gap-4 max-w-4xl">
      {Object.keys(problems).length > 0 ? <Banner tone="red" title={t('form.failed')}>{errorOf('form')}</Banner> : null}
      {overtaken ? (
        <MergeTable
          fields={overtaken} labelOf={(name) => { const label = LABELS.find(([known]) => known === name); return label ? t(`form.${label[1]}`) : name; }}
          readable={(name, text) => { const tier = name === 'tier' ? TIERS.find((each) => each === text) : undefined; return tier ? td(`tier.${tier}`) : text; }}
        />
      ) : null}
      {values.version === undefined ? null : <VersionFields base={base ?? values} version={values.version} />}
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          {choices ? (
            <>
              <SelectField {...field('campaignId')} label={t('form.campaign')} options={choices.campaigns} placeholder={t('form.choose')} required />
              <SelectField {...field('accountId')} label={t('form.account')} options={choices.accounts} placeholder={t('form.choose')} required />
            </>
          ) : null}
          <SelectField
            {...field('tier')} label={t('form.tier')} options={TIERS.map((tier) => ({ value: tier, label: td(`tier.${tier}`) }))}
            {...(choices ? { placeholder: t('form.tierOfKol'), hint: t('form.tierHint') } : {})}
          />
          {feeCurrency ? <TextField {...field('fee')} label={t('form.fee')} suffix={feeCurrency} inputMode="decimal" hint={t('form.feeHint')} /> : null}
          <TextField {...field('startsOn')} type="date" label={t('form.startsOn')} required={!choices} hint={choices ? t('form.flightHint') : undefined} />
          <TextField {...field('endsOn')} type="date" label={t('form.endsOn')} required={!choices} />
          <TextField {...field('coupon')} label={t('form.coupon')} hint={t('form.couponHint')} maxLength={64} required={!choices} autoComplete="off" />
          <TextField {...field('landingUrl')} type="url" label={t('form.landing')} hint={t(choices ? 'form.landingHintNew' : 'form.landingHint', { hosts })} required={!choices} />
          <TextField {...field('linkEndsOn')} type="date" label={t('form.linkEndsOn')} hint={t('form.linkEndsOnHint')} />
          <TextField {...field('linkFallbackUrl')} type="url" label={t('form.linkFallback')} hint={t('form.linkFallbackHint')} />
        </div>
      </Card>
      <div><Button type="submit" variant="primary" busy={busy}>{submitLabel}</Button></div>
    </Form>
  );
}
