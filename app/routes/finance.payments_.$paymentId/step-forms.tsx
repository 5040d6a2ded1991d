import { Form, Link, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { PaymentDetail } from '#db/queries/finance-payments.server.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import { useCan } from '#app/components/root-data.ts';
import { allowedPaymentSteps } from '#app/domain/finance/payment-state.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { PaymentOutlook } from '#app/services/explain-payment.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { StepAnswer } from './take-step.server.ts';

interface StepFormsProps {
  readonly payment: PaymentDetail;
  readonly outlook: PaymentOutlook;
  /** Drawn with the page: a double click is one step. */
  readonly formKey: string;
  readonly today: string;
  /** Whether the password was given a moment ago. */
  readonly steppedUp: boolean;
  readonly answer: StepAnswer | null;
}

type Step = StepAnswer['intent'];

/** What can be done next, each step with its own form; what cannot says why before anybody tries. */
export function StepForms(props: StepFormsProps) {
  const { payment, outlook, answer } = props;
  const t = useText('payments');
  const can = useCan();
  const steps = allowedPaymentSteps(payment.status);
  const mayAct = can('payments:request');
  const refused = answer?.refused ?? null;
  return (
    <Card title={t('next')}>
      <div className="flex flex-col gap-5">
        {refused ? <Banner tone="red" title={t('refusedTitle')}>{t(refusalKey(refused))}</Banner> : null}
        {steps.length === 0 ? <p className="text-muted">{t(payment.status === 'paid' ? 'isPaid' : 'isVoided')}</p> : null}
        {!mayAct && steps.length > 0 ? <p className="text-muted">{t('readOnly')}</p> : null}
        {mayAct && steps.includes('request') ? <StepForm {...props} step="request" /> : null}
        {mayAct && steps.includes('approve') ? <Guarded {...props} step="approve" refusal={outlook.approve} /> : null}
        {mayAct && steps.includes('pay') ? (
          <Guarded {...props} step="pay" refusal={outlook.pay}>
            <Field {...props} step="pay" name="paidOn" type="date" fallback={props.today} />
            <Field {...props} step="pay" name="reference" />
          </Guarded>
        ) : null}
        {mayAct && steps.includes('withdraw') ? <StepForm {...props} step="withdraw"><Field {...props} step="withdraw" name="reason" /></StepForm> : null}
        {mayAct && steps.includes('void') ? <StepForm {...props} step="void" danger><Field {...props} step="void" name="reason" /></StepForm> : null}
      </div>
    </Card>
  );
}

/** Approving and paying: with the password, unless it was given a moment ago, and with what stands in the way. */
function Guarded(props: StepFormsProps & { readonly step: 'approve' | 'pay'; readonly refusal: PaymentOutlook['approve']; readonly children?: ReactNode }) {
  const { refusal, step, payment, outlook, steppedUp } = props;
  const t = useText('payments');
  const link = 'inline-flex items-center min-h-6 underline';
  const obstacle = refusal === null || refusal.status === 'step-up-needed' ? null : refusal;
  if (obstacle === null) {
    return <StepForm {...props} primary>{props.children}{steppedUp ? null : <Field {...props} name="password" type="password" />}</StepForm>;
  }
  const open = obstacle.status === 'fuse-tripped' ? outlook.openSignOff.fuseReset : obstacle.status === 'above-commitment' ? outlook.openSignOff.overCommitment : null;
  const ask = obstacle.status === 'fuse-tripped' ? `?kind=fuse_reset&subject=${payment.collaborationId}` : obstacle.status === 'above-commitment' ? `?kind=over_commitment&subject=${payment.id}` : null;
  return (
    <div className="flex flex-col gap-2">
      <div><Button variant="primary" disabledReason={t(refusalKey(obstacle.status))}>{t(`step.${step}`)}</Button></div>
      <div className="text-muted">
        <p>{t(refusalKey(obstacle.status))}</p>
        {obstacle.status === 'above-commitment' ? (
          <p>
            {t('coverage.committed')} <MoneyText minor={obstacle.coverage.committedMinor} currency={obstacle.coverage.currency} /> · {t('coverage.settled')}{' '}
            <MoneyText minor={obstacle.coverage.settledMinor} currency={obstacle.coverage.currency} /> · {t('coverage.this')} <MoneyText minor={obstacle.coverage.amountMinor} currency={obstacle.coverage.currency} />
          </p>
        ) : null}
        {open !== null ? <Link to={paths.signOff({ requestId: open })} className={link}>{t('signOff.openRequest')}</Link> : ask !== null ? <Link to={paths.signOffNew(ask)} className={link}>{t('signOff.askFor')}</Link> : null}
      </div>
    </div>
  );
}

function StepForm({ step, formKey, primary = false, danger = false, children }: StepFormsProps & { readonly step: Step; readonly primary?: boolean; readonly danger?: boolean; readonly children?: ReactNode }) {
  const t = useText('payments');
  const navigation = useNavigation();
  const busy = navigation.state !== 'idle' && navigation.formData?.get('intent') === step;
  return (
    <Form method="post" noValidate className="flex flex-col gap-3" aria-label={t(`step.${step}`)}>
      <input type="hidden" name="intent" value={step} />
      <input type="hidden" name="key" value={formKey} />
      {children}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button type="submit" variant={primary || step === 'request' ? 'primary' : danger ? 'danger' : 'secondary'} busy={busy}>{t(`step.${step}`)}</Button>
        <span className="text-muted text-[0.9286rem]">{t(`stepMeaning.${step}`)}</span>
      </div>
    </Form>
  );
}

function Field({ answer, step, name, type = 'text', fallback = '' }: StepFormsProps & { readonly step: Step; readonly name: 'reason' | 'paidOn' | 'reference' | 'password'; readonly type?: string; readonly fallback?: string }) {
  const t = useText('payments');
  const own = answer?.intent === step ? answer : null;
  const problem = own?.fields[name];
  return (
    <TextField
      name={name} type={type} label={t(`field.${name}`)} required maxLength={type === 'password' ? 1000 : 500} className="max-w-md"
      {...(type === 'password' ? { autoComplete: 'current-password', hint: t('field.passwordHint') } : { defaultValue: own?.values[name] ?? fallback })} error={problem ? t(`problem.${problem}`, { ...own?.period }) : null}
    />
  );
}

const KNOWN = ['not-finance', 'step-up-needed', 'not-allowed', 'same-person', 'fuse-tripped', 'above-commitment', 'paid-in-future', 'key-reused', 'not-planned', 'not-found'] as const;

function refusalKey(status: string): `refused.${(typeof KNOWN)[number]}` {
  return `refused.${KNOWN.find((known) => known === status) ?? 'not-allowed'}`;
}
