import { Form, useNavigation } from '@remix-run/react';
import { useLocale } from '#app/components/page-context.ts';
import type { ClosedMonth, Month } from '#app/domain/finance/period-lock.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { formatDay, formatMonth } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { PeriodAnswer } from './change-period.server.ts';

interface PeriodFormsProps {
  /** The month whose turn it is, and the day from which it can be closed. */
  readonly next: { readonly month: Month; readonly isOver: boolean; readonly from: CalendarDay };
  readonly last: ClosedMonth | null;
  readonly answer: PeriodAnswer | null;
}

/** Closing the next month and opening the last closed one again: no other can be chosen. */
export function PeriodForms({ next, last, answer }: PeriodFormsProps) {
  const t = useText('finance');
  const locale = useLocale();
  const navigation = useNavigation();
  const busy = (intent: string) => navigation.state !== 'idle' && navigation.formData?.get('intent') === intent;
  const month = formatMonth(next.month, locale);
  const own = (intent: PeriodAnswer['intent'], field: string) => (answer?.intent === intent ? (answer.values[field] ?? '') : '');
  return (
    <div className="flex flex-col gap-4">
      {answer?.refused ? <Banner tone="red" title={t('periods.refusedTitle')}>{t(`periods.refused.${answer.refused}`)}</Banner> : null}
      <div className="grid gap-4 md:grid-cols-2">
        <Card title={t('periods.close', { month })} subtitle={t('periods.closeText')}>
          {next.isOver ? (
            <Form method="post" noValidate aria-label={t('periods.close', { month })} className="flex flex-col gap-3">
              <input type="hidden" name="intent" value="close" /><input type="hidden" name="month" value={next.month} />
              <TextField name="note" label={t('periods.note')} hint={t('periods.noteHint')} maxLength={500} defaultValue={own('close', 'note')} />
              <div><Button type="submit" variant="primary" busy={busy('close')}>{t('periods.submitClose')}</Button></div>
            </Form>
          ) : <p className="text-muted">{t('periods.notOver', { month, day: formatDay(next.from, locale) })}</p>}
        </Card>
        {last === null ? null : (
          <Card title={t('periods.reopen', { month: formatMonth(last.month, locale) })} subtitle={t('periods.reopenText')}>
            <Form method="post" noValidate aria-label={t('periods.reopen', { month: formatMonth(last.month, locale) })} className="flex flex-col gap-3">
              <input type="hidden" name="intent" value="reopen" /><input type="hidden" name="month" value={last.month} />
              <TextField name="reason" label={t('periods.reason')} required maxLength={500} defaultValue={own('reopen', 'reason')} error={answer?.intent === 'reopen' && answer.isReasonMissing ? t('periods.required') : null} />
              <div><Button type="submit" busy={busy('reopen')}>{t('periods.submitReopen')}</Button></div>
            </Form>
          </Card>
        )}
      </div>
    </div>
  );
}
