import type { MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import * as z from 'zod';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { splitBudget } from '#app/domain/campaign.ts';
import { TIERS } from '#app/domain/kol.ts';
import { amountText } from '#app/domain/money.ts';
import type { PlanProblem } from '#app/domain/matrix-plan.ts';
import { totalShares } from '#app/domain/matrix-plan.ts';
import { BASIS_POINTS } from '#app/domain/ratio.ts';
import { formatMoney, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { changeMatrixPlan } from '#app/services/change-matrix-plan.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { TypedPlan } from './typed-plan.ts';
import { readPlan } from './typed-plan.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:write', async ({ db, workspaceId, params, request }) => {
  const campaign = await findCampaignDetail(db, workspaceId, params.slug ?? '');
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  const { slug, name, version, plan, reserveBasisPoints, budgetMinor, currency } = campaign;
  const values = {
    version: String(version), reserve: String(reserveBasisPoints / 100),
    ...Object.fromEntries(TIERS.flatMap((tier) => [[`${tier}Slots`, String(plan[tier].slots)], [`${tier}Share`, String(plan[tier].shareBasisPoints / 100)]])),
  };
  return { title: pageTitle(request, 'matrix:plan.title', name), slug, name, values, budgetMinor, currency };
});

const text = z.string().trim().max(40).default('');
const formSchema = z.strictObject({ version: text, reserve: text, topSlots: text, topShare: text, midSlots: text, midShare: text, emergingSlots: text, emergingShare: text });

interface Answer {
  readonly values: Readonly<Record<string, string>>;
  /** Fields that were not understood. */
  readonly bad: readonly string[];
  readonly problems: readonly PlanProblem[];
  readonly stale: boolean;
  /** Three people have to allow it first. */
  readonly needed: { readonly subjectId: string; readonly amountMinor: number; readonly currency: string; readonly movedMinor: number; readonly capMinor: number } | null;
}

export const action = page('roster:write', async ({ db, workspaceId, actor, params, request, now }): Promise<Answer | Response> => {
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { typed, bad } = readPlan(form.values);
  const version = /^[1-9]\d{0,8}$/.test(form.value.version) ? Number(form.value.version) : null;
  if (typed === null || version === null) return { values: form.values, bad, problems: [], stale: version === null, needed: null };
  const outcome = await changeMatrixPlan(db, { workspaceId, slug: params.slug ?? '', version, ...typed }, { now, actor });
  switch (outcome.status) {
    case 'saved':
    case 'unchanged':
      return seeOther(paths.campaign({ slug: params.slug ?? '' }));
    case 'campaign-unknown':
      throw new Response('No such campaign.', { status: 404 });
    case 'stale':
      return { values: form.values, bad: [], problems: [], stale: true, needed: null };
    case 'refused':
      return { values: form.values, bad: [], problems: outcome.problems, stale: false, needed: null };
    case 'sign-off-needed':
      return { values: form.values, bad: [], problems: [], stale: false, needed: outcome };
  }
});

/** Slots and shares of the matrix, with the money that each tier would get as it is typed. */
export default function MatrixPlanPage() {
  const { slug, name, values, budgetMinor, currency } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('matrix');
  const tc = useText('campaign');
  const busy = useNavigation().state === 'submitting';
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.campaigns() }, { label: name, to: paths.campaign({ slug }) }]} />} title={t('plan.title')} meta={<span>{t('plan.text')}</span>} />
      <Form method="post" noValidate className="max-w-3xl flex flex-col gap-4">
        {answer ? <Problems answer={answer} currency={currency} /> : null}
        <PlanFields values={answer?.values ?? values} bad={answer?.bad ?? []} budgetMinor={budgetMinor} currency={currency} />
        <div><Button type="submit" variant="primary" busy={busy}>{t('plan.save')}</Button></div>
      </Form>
    </>
  );
}

function Problems({ answer, currency }: { readonly answer: Answer; readonly currency: string }) {
  const t = useText('matrix');
  const td = useText('domain');
  const locale = useLocale();
  if (answer.stale) return <Banner tone="red">{t('plan.stale')}</Banner>;
  return (
    <>
      {answer.needed ? <NeededBanner needed={answer.needed} /> : null}
      {answer.problems.map((problem) => {
        switch (problem.code) {
          case 'shares_not_whole':
            return <Banner key={problem.code} tone="red">{t('plan.notWhole', { total: formatPercent(problem.totalBasisPoints / BASIS_POINTS, locale, 2) })}</Banner>;
          case 'slots_taken':
            return <Banner key={`${problem.code} ${problem.tier}`} tone="red">{t('plan.taken', { tier: td(`tier.${problem.tier}`), people: problem.people, slots: problem.slots })}</Banner>;
          case 'tier_locked':
            return (
              <Banner key={`${problem.code} ${problem.tier}`} tone="red">
                {t('plan.locked', { tier: td(`tier.${problem.tier}`), by: problem.by, reason: problem.reason, from: formatMoney(problem.fromMinor, currency, locale), to: formatMoney(problem.toMinor, currency, locale) })}
              </Banner>
            );
        }
      })}
    </>
  );
}

function NeededBanner({ needed: { subjectId, amountMinor, currency, movedMinor, capMinor } }: { readonly needed: NonNullable<Answer['needed']> }) {
  const t = useText('matrix');
  const locale = useLocale();
  return (
    <Banner tone="red">
      {t('plan.needed', { amount: formatMoney(amountMinor, currency, locale), moved: formatMoney(movedMinor, currency, locale), cap: formatMoney(capMinor, currency, locale) })}{' '}
      <Link to={paths.signOffNew(`?kind=budget_move&subject=${subjectId}&amount=${amountText(amountMinor, currency)}`)} className="underline">{t('move.signOff')}</Link>
    </Banner>
  );
}

interface PlanFieldsProps {
  readonly values: Readonly<Record<string, string>>;
  readonly bad: readonly string[];
  readonly budgetMinor: number;
  readonly currency: string;
}

function PlanFields({ values, bad, budgetMinor, currency }: PlanFieldsProps) {
  const t = useText('matrix');
  const td = useText('domain');
  const locale = useLocale();
  const [typed, setTyped] = useState(values);
  const { typed: plan } = readPlan(typed);
  const total = plan === null ? null : totalShares(plan.plan);
  const money = plan !== null && total === BASIS_POINTS ? splitOf(plan, budgetMinor) : null;
  const field = (name: string) => ({ name, defaultValue: values[name] ?? '', onChange: (event: { target: { value: string } }) => setTyped((before) => ({ ...before, [name]: event.target.value })) });
  return (
    <Card>
      <input type="hidden" name="version" value={values['version']} />
      <div className="grid gap-x-4 gap-y-3 grid-cols-[minmax(4rem,1fr)_1fr_1fr_minmax(7rem,1.4fr)] items-end">
        <span className="font-medium pb-2">{t('plan.reserve')}</span>
        <span />
        <TextField {...field('reserve')} label={`${t('plan.reserve')} · ${t('plan.share')}`} hideLabel suffix="%" inputMode="decimal" error={bad.includes('reserve') ? t('plan.percent') : null} />
        <output className="text-end pb-2">{money ? <MoneyText minor={money.reserveMinor} currency={currency} /> : '—'}</output>
        {TIERS.map((tier) => (
          <fieldset key={tier} className="contents">
            <legend className="sr-only">{td(`tier.${tier}`)}</legend>
            <span aria-hidden="true" className="font-medium pb-2">{td(`tier.${tier}`)}</span>
            <TextField {...field(`${tier}Slots`)} label={`${td(`tier.${tier}`)} · ${t('plan.slots')}`} hideLabel suffix={t('plan.slots')} inputMode="numeric" error={bad.includes(`${tier}Slots`) ? t('plan.count') : null} />
            <TextField {...field(`${tier}Share`)} label={`${td(`tier.${tier}`)} · ${t('plan.share')}`} hideLabel suffix="%" inputMode="decimal" error={bad.includes(`${tier}Share`) ? t('plan.percent') : null} />
            <output className="text-end pb-2">{money ? <MoneyText minor={money.tierMinor[tier]} currency={currency} /> : '—'}</output>
          </fieldset>
        ))}
        <span className="font-semibold">{t('plan.total')}</span>
        <span />
        <output aria-live="polite" className={total === BASIS_POINTS ? 'text-green font-medium' : 'text-red font-medium'}>{total === null ? '—' : formatPercent(total / BASIS_POINTS, locale, 2)}</output>
        <output className="text-end font-semibold"><MoneyText minor={budgetMinor} currency={currency} /></output>
      </div>
      {total !== null && total !== BASIS_POINTS ? <p className="text-red mt-3">{t('plan.notWhole', { total: formatPercent(total / BASIS_POINTS, locale, 2) })}</p> : null}
    </Card>
  );
}

function splitOf({ plan, reserveBasisPoints }: TypedPlan, budgetMinor: number) {
  return splitBudget(budgetMinor, reserveBasisPoints, plan);
}
