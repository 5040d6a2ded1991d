import { Form, useNavigation } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextareaField } from '#app/ui/text-field.tsx';
import type { StepAnswer } from './take-step.server.ts';

interface AnswerCardProps {
  readonly mayAnswer: boolean;
  readonly mayWithdraw: boolean;
  readonly isOwn: boolean;
  /** Of the last try, with what was typed. */
  readonly answer: StepAnswer | null;
}

const REMEDIES = ['correction', 'recompute', 'none'] as const;

/** Where an open dispute is answered or taken back, or why not by this person. */
export function AnswerCard({ mayAnswer, mayWithdraw, isOwn, answer }: AnswerCardProps) {
  const t = useText('scorecard');
  const busy = useNavigation().state === 'submitting';
  const values = answer?.values ?? {};
  const missing = answer?.missing ?? null;
  return (
    <Card title={t('dispute.answerTitle')}>
      {mayAnswer ? (
        <Form method="post" noValidate className="flex flex-col gap-3">
          <input type="hidden" name="intent" value="answer" />
          <fieldset className="flex flex-wrap gap-x-5">
            <legend className="mb-1 font-medium">{t('dispute.decision')}</legend>
            {(['upheld', 'rejected'] as const).map((decision) => <Checkbox key={decision} kind="radio" name="decision" value={decision} label={t(`dispute.decide.${decision}`)} defaultChecked={values['decision'] === decision} />)}
          </fieldset>
          {missing === 'decision' ? <p role="alert" className="text-red text-[0.9286rem]">{t('dispute.problem.decision')}</p> : null}
          <SelectField name="remedy" label={t('dispute.remedy')} hint={t('dispute.remedyHint')} defaultValue={values['remedy'] ?? 'correction'} options={REMEDIES.map((remedy) => ({ value: remedy, label: t(`dispute.remedyName.${remedy}`) }))} error={missing === 'remedy' ? t('dispute.problem.remedy') : null} />
          <TextareaField name="answer" label={t('dispute.answer')} required maxLength={1000} defaultValue={values['answer'] ?? ''} error={missing === 'answer' ? t('dispute.problem.answer') : null} />
          <div><Button type="submit" variant="primary" busy={busy}>{t('dispute.submit')}</Button></div>
        </Form>
      ) : <Banner tone="neutral">{t(isOwn ? 'dispute.ownWaits' : 'dispute.waits')}</Banner>}
      {mayWithdraw ? (
        <Form method="post" className="mt-3">
          <input type="hidden" name="intent" value="withdraw" />
          <Button type="submit" busy={busy}>{t('dispute.withdraw')}</Button>
        </Form>
      ) : null}
    </Card>
  );
}
