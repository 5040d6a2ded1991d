import type { FirstSteps } from '#db/queries/dashboard.server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { cx } from '#app/ui/class-names.ts';
import { Icon } from '#app/ui/icon.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

interface FirstStepsCardProps {
  readonly steps: FirstSteps;
  readonly mayWrite: boolean;
  readonly mayImport: boolean;
}

/** What a new workspace does first, with what is done already; each open step leads to its page. */
export function FirstStepsCard({ steps, mayWrite, mayImport }: FirstStepsCardProps) {
  const t = useText('dashboard');
  const list = [
    { key: 'kols', done: steps.kols, to: mayImport ? paths.importNew({ kind: 'roster' }) : null },
    { key: 'campaigns', done: steps.campaigns, to: mayWrite ? paths.campaignNew() : null },
    { key: 'collaborations', done: steps.collaborations, to: mayWrite && steps.campaigns && steps.kols ? paths.collaborationNew() : null },
    { key: 'orders', done: steps.orders, to: mayImport ? paths.importNew({ kind: 'orders' }) : null },
    { key: 'clicks', done: steps.clicks, to: steps.collaborations ? paths.collaborations() : null },
  ] as const;
  const done = list.filter((step) => step.done).length;
  return (
    <Card title={t('firstSteps.title')} subtitle={t('firstSteps.progress', { done, all: list.length })}>
      <ol className="flex flex-col divide-y divide-line">
        {list.map((step) => (
          <li key={step.key} className="flex flex-wrap items-center gap-3 py-2.5">
            <Icon name={step.done ? 'circle-check' : 'clock'} label={t(step.done ? 'firstSteps.done' : 'firstSteps.open')} className={cx('text-lg', step.done ? 'text-green' : 'text-muted')} />
            <div className="flex-1 min-w-0 basis-60">
              <p className={step.done ? 'text-muted' : 'font-medium'}>{t(`firstSteps.${step.key}`)}</p>
              {step.done ? null : <p className="text-muted text-[0.9286rem]">{t(`firstSteps.${step.key}Text`)}</p>}
            </div>
            {!step.done && step.to !== null ? <LinkButton to={step.to} size="sm">{t(`firstSteps.${step.key}Action`)}</LinkButton> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
