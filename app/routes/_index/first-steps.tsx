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

interface FirstStepsCardProps {
  readonly steps: FirstSteps;
  readonly mayWrite: boolean;
  /** Kinds of files that the person may import. */
  readonly importKinds: readonly ImportKind[];
  /** Asked for by the help menu: shown also when all is done, or when the person has put it away. */
  readonly isAsked: boolean;
  readonly arePutAway: boolean;
}

/** What a new workspace does first. Steps tick themselves by what there is; each open one leads to its page, and files to their templates. */
export function FirstStepsCard({ steps, mayWrite, importKinds, isAsked, arePutAway }: FirstStepsCardProps) {
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
  const done = list.filter((step) => step.done).length;
  if (!isAsked && (arePutAway || done === list.length)) return null;
  return (
    <Card
      title={t('firstSteps.title')} subtitle={t('firstSteps.progress', { done, all: list.length })}
      actions={
        <form method="post" action={paths.preferences()}>
          <input type="hidden" name="next" value={paths.dashboard()} />
          <Button type="submit" name="first_steps" value="off" variant="ghost" size="sm" icon="close">{t('firstSteps.putAway')}</Button>
        </form>
      }
    >
      <ProgressBar share={done / list.length} label={t('firstSteps.progress', { done, all: list.length })} />
      <ol className="flex flex-col divide-y divide-line mt-1">
        {list.map((step) => (
          <li key={step.key} className="flex flex-wrap items-center gap-3 py-2.5">
            <Icon name={step.done ? 'circle-check' : 'clock'} label={t(step.done ? 'firstSteps.done' : 'firstSteps.open')} className={cx('text-lg', step.done ? 'text-green' : 'text-muted')} />
            <div className="flex-1 min-w-0 basis-60">
              <p className={step.done ? 'text-muted' : 'font-medium'}>{t(`firstSteps.${step.key}`)}</p>
              {step.done ? null : <p className="text-muted text-[0.9286rem]">{t(`firstSteps.${step.key}Text`)}</p>}
            </div>
            {step.template && importKinds.includes(step.template) ? <a href={paths.importTemplate({ kind: step.template })} className="inline-flex items-center gap-1.5 min-h-7 text-accent hover:underline"><Icon name="download" />{t('firstSteps.template')}</a> : null}
            {!step.done && step.to !== null ? <LinkButton to={step.to} size="sm">{t(`firstSteps.${step.key}Action`)}</LinkButton> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
