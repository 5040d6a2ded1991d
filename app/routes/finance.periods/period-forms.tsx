import { Form, Link, useNavigation } from '@remix-run/react';
import { useLocale } from '#app/components/page-context.ts';
import type { VarianceView } from '#app/components/variance-text.tsx';
import { useVarianceName, varianceAnchor, VarianceMoney, VarianceShare } from '#app/components/variance-text.tsx';
import type { ClosedMonth, Month } from '#app/domain/finance/period-lock.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { formatDay, formatMonth } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { PeriodAnswer } from './change-period.server.ts';

interface PeriodFormsProps {
  /** The month whose turn it is, and the day from which it can be closed. */
  readonly next: { readonly month: Month; readonly isOver: boolean; readonly from: CalendarDay };
  readonly last: ClosedMonth | null;
  /** What the next month's closing still wants a reason for. */
  readonly wanted: readonly VarianceView[];
  /** Whether the password was given a moment ago. */
  readonly steppedUp: boolean;
  readonly answer: PeriodAnswer | null;
}

/** Closing the next month and opening the last closed one again: no other can be chosen. */
export function PeriodForms({ next, last, wanted, steppedUp, answer }: PeriodFormsProps) {
  const t = useText('finance');
  const locale = useLocale();
  const navigation = useNavigation();
  const busy = (intent: string) => navigation.state !== 'idle' && navigation.formData?.get('intent') === intent;
  const month = formatMonth(next.month, locale);
  const own = (intent: PeriodAnswer['intent'], field: string) => (answer?.intent === intent ? (answer.values[field] ?? '') : '');
  const password = (intent: PeriodAnswer['intent']) => (steppedUp ? null : <PasswordField problem={answer?.intent === intent ? answer.password : null} />);
  return (
    <div className="flex flex-col gap-4">
      {answer?.refused ? <Banner tone="red" title={t('periods.refusedTitle')}>{t(`periods.refused.${answer.refused}`)}</Banner> : null}
      <div className="grid gap-4 md:grid-cols-2">
        <Card title={t('periods.close', { month })} subtitle={t('periods.closeText')}>
          {next.isOver ? (
            <Form method="post" noValidate aria-label={t('periods.close', { month })} className="flex flex-col gap-3">
              <input type="hidden" name="intent" value="close" /><input type="hidden" name="month" value={next.month} />
              <TextField name="note" label={t('periods.note')} hint={t('periods.noteHint')} maxLength={500} defaultValue={own('close', 'note')} />
              {wanted.length > 0 ? <Wanted rows={wanted} /> : password('close')}
              <div><Button type="submit" variant="primary" busy={busy('close')} disabledReason={wanted.length > 0 ? t('periods.refused.variance-unexplained') : null}>{t('periods.submitClose')}</Button></div>
            </Form>
          ) : <p className="text-muted">{t('periods.notOver', { month, day: formatDay(next.from, locale) })}</p>}
        </Card>
        {last === null ? null : (
          <Card title={t('periods.reopen', { month: formatMonth(last.month, locale) })} subtitle={t('periods.reopenText')}>
            <Form method="post" noValidate aria-label={t('periods.reopen', { month: formatMonth(last.month, locale) })} className="flex flex-col gap-3">
              <input type="hidden" name="intent" value="reopen" /><input type="hidden" name="month" value={last.month} />
              <TextField name="reason" label={t('periods.reason')} required maxLength={500} defaultValue={own('reopen', 'reason')} error={answer?.intent === 'reopen' && answer.isReasonMissing ? t('periods.required') : null} />
              {password('reopen')}
              <div><Button type="submit" busy={busy('reopen')}>{t('periods.submitReopen')}</Button></div>
            </Form>
          </Card>
        )}
      </div>
    </div>
  );
}

/** Variances of the month that nobody has explained: each leads to where its reason is written. */
function Wanted({ rows }: { readonly rows: readonly VarianceView[] }) {
  const t = useText('finance');
  const nameOf = useVarianceName();
  return (
    <Banner tone="amber" title={t('variance.reasonsOpen', { count: rows.length })}>
      <ul className="mt-1 flex flex-col">
        {rows.slice(0, MOST_NAMED).map((row) => (
          <li key={varianceAnchor(row)} className="flex flex-wrap gap-x-3">
            <Link to={`${paths.financeVariance()}#${varianceAnchor(row)}`} className="inline-flex items-center min-h-6 text-accent hover:underline">{nameOf(row)}</Link>
            <span><VarianceMoney minor={row.minor} /> · <VarianceShare basisPoints={row.basisPoints} /></span>
          </li>
        ))}
      </ul>
      {rows.length > MOST_NAMED ? <Link to={paths.financeVariance()} className="inline-flex items-center min-h-6 text-accent hover:underline">{t('periods.moreVariances', { count: rows.length - MOST_NAMED })}</Link> : null}
    </Banner>
  );
}

const MOST_NAMED = 8;

function PasswordField({ problem }: { readonly problem: PeriodAnswer['password'] }) {
  const t = useText('payments');
  return <TextField name="password" type="password" label={t('field.password')} hint={t('field.passwordHint')} required maxLength={1000} autoComplete="current-password" error={problem ? t(`problem.${problem}`) : null} className="max-w-md" />;
}
