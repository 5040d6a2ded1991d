import { Form, Link, useNavigation } from '@remix-run/react';
import { amountText } from '#app/domain/money.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { MergedField } from '#app/domain/merge.ts';
import { MergeTable, VersionFields } from './merge-table.tsx';
import { MoneyText } from './money-text.tsx';

export interface CampaignProblem {
  readonly code:
    | 'required' | 'day' | 'endsBeforeStart' | 'slug' | 'slugTaken' | 'amount' | 'currency' | 'percent' | 'count' | 'sharesNotWhole' | 'tierLocked' | 'landing' | 'hostNotAllowed' | 'stale' | 'invalid' | 'signOffNeeded';
  readonly detail?: string;
  /** Of `signOffNeeded`: what would be moved, what was moved in the quarter, and how much may be without anybody. Reporting currency. */
  readonly move?: BudgetMove;
}

export interface BudgetMove {
  /** The campaign. */
  readonly subjectId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly movedMinor: number;
  readonly capMinor: number;
}

/** By field; `shares` is the three together, `form` the whole. */
export type CampaignProblems = Readonly<Partial<Record<string, CampaignProblem>>>;

interface CampaignFormProps {
  /** As typed or as stored, by field. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: CampaignProblems;
  readonly allowedHosts: readonly string[];
  readonly isNew: boolean;
  /** What the fields held when the form was opened, and those of them that somebody else changed since. */
  readonly base?: Readonly<Record<string, string>>;
  readonly overtaken?: readonly MergedField[] | null;
}

const TIERS = ['top', 'mid', 'emerging'] as const;
const STATUSES = ['draft', 'active', 'closed'] as const;
const LABELS = ['name', 'slug', 'startsOn', 'endsOn', 'budget', 'currency', 'status', 'reserve'] as const;
const TARGET_LABELS = [['targetSearchUplift', 'searchUplift'], ['targetUgcItems', 'ugcItems'], ['targetInteractions', 'interactions'], ['targetSalesUplift', 'salesUplift']] as const;

/** The form of a campaign and its matrix. What was typed stays beside what is wrong with it. */
export function CampaignForm({ values, problems, allowedHosts, isNew, base, overtaken = null }: CampaignFormProps) {
  const t = useText('campaign');
  const td = useText('domain');
  const tc = useText('common');
  const busy = useNavigation().state === 'submitting';
  const errorOf = (field: string) => {
    const problem = problems[field];
    return problem ? t(`error.${problem.code}`, { detail: problem.detail ?? '' }) : null;
  };
  const labelOf = (name: string) => {
    if (name === 'landingUrl') return t('form.landing');
    const plain = LABELS.find((known) => known === name);
    if (plain) return t(`form.${plain}`);
    const target = TARGET_LABELS.find(([known]) => known === name);
    if (target) return t(`targets.${target[1]}`);
    const tier = TIERS.find((each) => name.startsWith(each));
    return tier ? `${td(`tier.${tier}`)}: ${name.endsWith('Slots') ? t('form.slots') : t('form.share')}` : name;
  };
  const field = (name: string) => ({ name, defaultValue: values[name] ?? '', error: errorOf(name) });
  const failed = Object.keys(problems).length > 0;
  return (
    <Form method="post" noValidate className="flex flex-col gap-4 max-w-4xl">
      {failed ? <Banner tone="red" title={t('form.failed')}>{errorOf('form')}{problems.form?.move ? <MoveNeeded move={problems.form.move} /> : null}</Banner> : null}
      {overtaken ? (
        <MergeTable
          fields={overtaken} labelOf={labelOf}
          readable={(name, text) => { const status = name === 'status' ? STATUSES.find((each) => each === text) : undefined; return status ? td(`campaignStatus.${status}`) : text; }}
        />
      ) : null}
      {isNew ? null : <VersionFields base={base ?? values} version={values.version} />}
      <Card title={t('form.basics')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...field('name')} label={t('form.name')} required maxLength={200} />
          <TextField {...field('slug')} label={t('form.slug')} hint={t('form.slugHint')} required maxLength={80} />
          <TextField {...field('startsOn')} type="date" label={t('form.startsOn')} required />
          <TextField {...field('endsOn')} type="date" label={t('form.endsOn')} required />
          <TextField {...field('budget')} label={t('form.budget')} inputMode="decimal" required />
          <TextField {...field('currency')} label={t('form.currency')} required maxLength={3} />
          <SelectField {...field('status')} label={t('form.status')} options={STATUSES.map((status) => ({ value: status, label: td(`campaignStatus.${status}`) }))} />
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

/** Why a budget may not be moved that far by one person, and where three are asked. */
function MoveNeeded({ move: { subjectId, amountMinor, currency, movedMinor, capMinor } }: { readonly move: BudgetMove }) {
  const t = useText('campaign');
  return (
    <>
      <p>
        {t('move.this')} <MoneyText minor={amountMinor} currency={currency} /> · {t('move.before')} <MoneyText minor={movedMinor} currency={currency} /> · {t('move.cap')} <MoneyText minor={capMinor} currency={currency} />
      </p>
      <Link to={paths.signOffNew(`?kind=budget_move&subject=${subjectId}&amount=${amountText(amountMinor, currency)}`)} className="inline-flex items-center min-h-6 underline">{t('move.ask')}</Link>
    </>
  );
}
