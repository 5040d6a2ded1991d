import { Form, useNavigation } from '@remix-run/react';
import { InstantText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextareaField } from '#app/ui/text-field.tsx';
import type { StepAnswer } from './take-step.server.ts';

interface ThreadProps {
  readonly comments: readonly { readonly id: string; readonly saidAt: Date; readonly saidByName: string; readonly words: string }[];
  readonly maySpeak: boolean;
  readonly answer: StepAnswer | null;
}

/** What people said of a dispute, in its order, and where one more thing is said. */
export function Thread({ comments, maySpeak, answer }: ThreadProps) {
  const t = useText('scorecard');
  const busy = useNavigation().state === 'submitting';
  return (
    <Card title={t('dispute.thread')}>
      {comments.length === 0 ? <p className="text-muted">{t('dispute.noComments')}</p> : (
        <ol className="flex flex-col gap-3">
          {comments.map((comment) => (
            <li key={comment.id}>
              <p className="text-muted">{comment.saidByName} · <InstantText at={comment.saidAt} /></p>
              <p className="whitespace-pre-wrap break-words">{comment.words}</p>
            </li>
          ))}
        </ol>
      )}
      {maySpeak ? (
        <Form key={comments.length} method="post" noValidate className="mt-4 flex flex-col gap-3 max-w-3xl">
          <input type="hidden" name="intent" value="comment" />
          <TextareaField name="words" label={t('dispute.comment')} rows={2} required maxLength={1000} defaultValue={answer?.values['words'] ?? ''} error={answer?.missing === 'words' ? t('dispute.problem.words') : null} />
          <div><Button type="submit" busy={busy}>{t('dispute.say')}</Button></div>
        </Form>
      ) : null}
    </Card>
  );
}
