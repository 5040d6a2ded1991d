import { Form, useNavigation } from '@remix-run/react';
import type { VoteProblem } from '#app/domain/finance/sign-off.ts';
import type { Seat } from '#app/domain/permission.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { TextareaField } from '#app/ui/text-field.tsx';

interface VoteCardProps {
  readonly seat: Seat | null;
  /** Why this person may not vote; null when they may. */
  readonly problem: VoteProblem | null;
  readonly missing: { readonly reason?: true; readonly decision?: true };
  readonly values: Readonly<Record<string, string>>;
}

/** The seat's answer. A vote is for good, so nothing is chosen beforehand. */
export function VoteCard({ seat, problem, missing, values }: VoteCardProps) {
  const t = useText('payments');
  const td = useText('domain');
  const busy = useNavigation().state === 'submitting';
  return (
    <Card title={t('signOff.vote')} subtitle={seat === null ? t('signOff.noSeat') : t('signOff.yourSeat', { seat: td(`seat.${seat}`) })}>
      {problem ? <p className="text-muted">{t(`signOff.refused.${problem}`)}</p> : (
        <Form method="post" noValidate className="flex flex-col gap-3">
          <input type="hidden" name="intent" value="vote" />
          <fieldset className="flex flex-wrap gap-x-5">
            <legend className="sr-only">{t('signOff.decision')}</legend>
            <Checkbox kind="radio" name="decision" value="approve" label={t('signOff.approve')} defaultChecked={values['decision'] === 'approve'} />
            <Checkbox kind="radio" name="decision" value="refuse" label={t('signOff.refuse')} defaultChecked={values['decision'] === 'refuse'} />
          </fieldset>
          {missing.decision ? <p className="text-red text-[0.9286rem]">{t('signOff.choose')}</p> : null}
          <TextareaField name="reason" label={t('field.reason')} required maxLength={1000} rows={3} defaultValue={values['reason'] ?? ''} error={missing.reason ? t('problem.required') : null} hint={t('signOff.forGood')} />
          <div><Button type="submit" variant="primary" busy={busy}>{t('signOff.submitVote')}</Button></div>
        </Form>
      )}
    </Card>
  );
}
