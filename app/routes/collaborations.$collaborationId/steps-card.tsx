import { Form, useNavigation } from '@remix-run/react';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { CollaborationPage } from './load-collaboration.server.ts';

interface StepsCardProps {
  readonly steps: CollaborationPage['steps'];
  readonly status: CollaborationStatus;
  readonly version: number;
  /** Why the last step was not taken, with the reason that was typed. */
  readonly answer: { readonly problem: 'reason' | 'invalid' | 'stale' | 'notAllowed' | 'signOff' | 'campaignClosed'; readonly reason: string } | null;
}

/** The steps of a collaboration's life; those that do not start from its state say from which they do. Each needs a reason. */
export function StepsCard({ steps, status, version, answer }: StepsCardProps) {
  const t = useText('collaboration');
  const td = useText('domain');
  const busy = useNavigation().state === 'submitting';
  const allowed = steps.filter((step) => step.allowed);
  const whyNot = (from: readonly CollaborationStatus[]) => t('steps.onlyFrom', { states: from.map((one) => td(`collaborationStatus.${one}`)).join(' / ') });
  return (
    <Card title={t('steps.title')} subtitle={t('steps.now', { state: td(`collaborationStatus.${status}`) })}>
      <Form key={`${status} ${version}`} method="post" className="flex flex-col gap-3">
        <input type="hidden" name="version" value={version} />
        {answer && answer.problem !== 'reason' ? <Banner tone="red">{t(`steps.problem.${answer.problem}`)}</Banner> : null}
        {allowed.length > 0 ? (
          <TextField label={t('steps.reason')} hint={t('steps.reasonHint')} name="reason" required maxLength={500} defaultValue={answer?.reason ?? ''} error={answer?.problem === 'reason' ? t('error.required') : null} autoComplete="off" />
        ) : <p className="text-muted">{t('steps.over')}</p>}
        <div className="flex flex-wrap gap-2">
          {steps.map(({ step, allowed: may, from }) => (
            <Button
              key={step} type="submit" name="step" value={step} busy={busy && may} disabledReason={may ? null : whyNot(from)}
              variant={may ? (step === 'cancel' || step === 'end' ? 'danger' : 'primary') : 'secondary'} size="sm"
            >
              {td(`collaborationStep.${step}`)}
            </Button>
          ))}
        </div>
      </Form>
    </Card>
  );
}
