import type { ReactNode } from 'react';
import type { FirstSteps } from '#db/queries/dashboard.server.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { cx } from '#app/ui/class-names.ts';
import { Icon } from '#app/ui/icon.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import type { DemoStep } from './demo-steps.ts';

interface FirstStepsCardProps {
  readonly steps: FirstSteps;
  readonly mayWrite: boolean;
  /** Kinds of files that the person may import. */
  readonly importKinds: readonly ImportKind[];
  /** Asked for by the help menu: shown also when all is done, or when the person has put it away. */
  readonly isAsked: boolean;
  readonly arePutAway: boolean;
  /** In the demo, where everything is there already: what this person may do and has done; null in a workspace of one's own. */
  readonly demoSteps: readonly DemoStep[] | null;
}

/** What a new workspace does first, or in the demo what a newcomer does; until it is all done or put away. */
export function FirstStepsCard({ steps, mayWrite, importKinds, isAsked, arePutAway, demoSteps }: FirstStepsCardProps) {
  const isOver = demoSteps === null && STEPS.every((key) => steps[key]);
  if (!isAsked && (arePutAway || isOver)) return null;
  return demoSteps ? <DemoSteps steps={demoSteps} /> : <OwnSteps steps={steps} mayWrite={mayWrite} importKinds={importKinds} />;
}

const STEPS = ['kols', 'campaigns', 'collaborations', 'clicks', 'orders', 'reviews'] as const satisfies readonly (keyof FirstSteps)[];

/** Steps tick themselves by what the person did; those that only look are remembered when they are opened. */
function DemoSteps({ steps }: { readonly steps: readonly DemoStep[] }) {
  const t = useText('dashboard');
  return (
    <StepsFrame title={t('demoSteps.title')} done={steps.filter((step) => step.done).length} all={steps.length}>
      <ol className="grid gap-x-8 gap-y-4 sm:grid-cols-2 2xl:grid-cols-3 mt-3">
        {steps.map(({ key, done, to, isLook }) => (
          <li key={key} className="flex items-start gap-3">
            <StepIcon done={done} />
            <div className="flex-1 min-w-0 flex flex-col items-start gap-1">
              <p className={done ? 'text-muted' : 'font-medium'}>{t(`demoSteps.${key}`)}</p>
              <p className="text-muted text-[0.9286rem]">{t(`demoSteps.${key}Text`)}</p>
              {to === null || key === 'own' ? null : isLook ? (
                <form method="post" action={paths.preferences()}>
                  <input type="hidden" name="next" value={to} />
                  <Button type="submit" name="seen_step" value={key} size="sm">{t(`demoSteps.${key}Action`)}</Button>
                </form>
              ) : <LinkButton to={to} size="sm">{t(`demoSteps.${key}Action`)}</LinkButton>}
            </div>
          </li>
        ))}
      </ol>
    </StepsFrame>
  );
}

/** Steps tick themselves by what there is; each open one leads to its page, and files to their templates. */
function OwnSteps({ steps, mayWrite, importKinds }: Pick<FirstStepsCardProps, 'steps' | 'mayWrite' | 'importKinds'>) {
  const t = useText('dashboard');
  const importOf = (kind: ImportKind) => (importKinds.includes(kind) ? paths.importNew({ kind }) : null);
  const list = [
    { key: 'kols', done: steps.kols, to: importOf('roster'), template: 'roster' },
    { key: 'campaigns', done: steps.campaigns, to: mayWrite ? paths.campaignNew() : null, template: 'campaigns' },
    { key: 'collaborations', done: steps.collaborations, to: mayWrite && steps.campaigns && steps.kols ? paths.collaborationNew() : null, template: 'collaborations' },
    { key: 'clicks', done: steps.clicks, to: steps.collaborations ? paths.collaborations() : null, template: null },
    { key: 'orders', done: steps.orders, to: importOf('orders'), template: 'orders' },
    { key: 'reviews', done: steps.reviews, to: steps.collaborations ? paths.roi() : null, template: null },
  ] as const;
  return (
    <StepsFrame title={t('firstSteps.title')} done={list.filter((step) => step.done).length} all={list.length}>
      <ol className="flex flex-col divide-y divide-line mt-1">
        {list.map((step) => (
          <li key={step.key} className="flex flex-wrap items-center gap-3 py-2.5">
            <StepIcon done={step.done} />
            <div className="flex-1 min-w-0 basis-60">
              <p className={step.done ? 'text-muted' : 'font-medium'}>{t(`firstSteps.${step.key}`)}</p>
              {step.done ? null : <p className="text-muted text-[0.9286rem]">{t(`firstSteps.${step.key}Text`)}</p>}
            </div>
            {step.template && importKinds.includes(step.template) ? <a href={paths.importTemplate({ kind: step.template })} className="inline-flex items-center gap-1.5 min-h-7 text-accent hover:underline"><Icon name="download" />{t('firstSteps.template')}</a> : null}
            {!step.done && step.to !== null ? <LinkButton to={step.to} size="sm">{t(`firstSteps.${step.key}Action`)}</LinkButton> : null}
          </li>
        ))}
      </ol>
    </StepsFrame>
  );
}

function StepsFrame({ title, done, all, children }: { readonly title: string; readonly done: number; readonly all: number; readonly children: ReactNode }) {
  const t = useText('dashboard');
  const progress = t('firstSteps.progress', { done, all });
  return (
    <Card
      title={title} subtitle={progress}
      actions={
        <form method="post" action={paths.preferences()}>
          <input type="hidden" name="next" value={paths.dashboard()} />
          <Button type="submit" name="first_steps" value="off" variant="ghost" size="sm" icon="close">{t('firstSteps.putAway')}</Button>
        </form>
      }
    >
      <ProgressBar share={done / all} label={progress} />
      {children}
    </Card>
  );
}

function StepIcon({ done }: { readonly done: boolean }) {
  const t = useText('dashboard');
  return <Icon name={done ? 'circle-check' : 'clock'} label={t(done ? 'firstSteps.done' : 'firstSteps.open')} className={cx('text-lg', done ? 'text-green' : 'text-muted')} />;
}
