import { Form, useNavigation } from '@remix-run/react';
import type { ScriptRefusal, ScriptStep } from '#app/domain/script.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { TextareaField } from '#app/ui/text-field.tsx';
import type { ScriptPage } from './load-script.server.ts';

export interface StepAnswer {
  readonly problem: ScriptRefusal | 'stale' | 'reason';
  readonly reason: string;
}

const NO: readonly ScriptStep[] = ['return_content', 'return_legal', 'withdraw'];

/** The steps that can be taken now; those that are blocked say why, and stay blocked. */
export function ScriptSteps({ data, answer, forLegal = false }: { readonly data: ScriptPage; readonly answer: StepAnswer | null; readonly forLegal?: boolean }) {
  const t = useText('scripts');
  const busy = useNavigation().formMethod === 'POST';
  const { script, steps, collaboration } = data;
  const shown = steps.filter(({ refusal }) => refusal !== 'right');
  return (
    <Card title={t('view.steps')} subtitle={t('view.waits', { turn: t(`turn.${script.turn ?? 'none'}`) })}>
      <Form key={`${script.status} ${script.version}`} method="post" className="flex flex-col gap-3" noValidate>
        <input type="hidden" name="version" value={script.version} />
        {answer && answer.problem !== 'reason' ? <Banner tone="red">{t(`refusal.${answer.problem}`)}</Banner> : null}
        {script.status === 'published' ? <p className="text-muted">{t('view.over')}</p> : null}
        {shown.length > 0 ? (
          <>
            <TextareaField label={t('view.reason')} hint={t('view.reasonHint')} name="reason" rows={2} maxLength={1000} defaultValue={answer?.reason ?? ''} error={answer?.problem === 'reason' ? t('refusal.reason') : null} />
            <div className="flex flex-wrap gap-2">
              {shown.map(({ step, refusal }) => (
                <Button key={step} type="submit" name="step" value={step} busy={busy} variant={NO.includes(step) ? 'secondary' : 'primary'} disabledReason={refusal === null ? null : t(`refusal.${refusal}`)}>
                  {t(`step.${step}`)}
                </Button>
              ))}
            </div>
            {shown.flatMap(({ step, refusal }) => (refusal === null ? [] : [<p key={step} className="text-red">{t(`step.${step}`)}: {t(`refusal.${refusal}`)}</p>]))}
          </>
        ) : null}
        {script.turn === 'legal' && !forLegal ? (
          data.mayApproveLegal
            ? <LinkButton to={paths.collaborationScriptLegal({ collaborationId: collaboration.id, version: script.latestVersion })} variant="primary" className="self-start">{t('view.legal')}</LinkButton>
            : <p className="text-muted">{t('view.legalHint')}</p>
        ) : null}
      </Form>
    </Card>
  );
}
