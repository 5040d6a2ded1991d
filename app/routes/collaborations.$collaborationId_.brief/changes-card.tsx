import type { ReactNode } from 'react';
import { DayText } from '#app/components/date-text.tsx';
import { DiffText } from '#app/components/diff-text.tsx';
import type { BriefChange } from '#app/domain/brief.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';

/** What differs between two versions of a brief, field by field. */
export function ChangesCard({ from, to, changes }: { readonly from: number; readonly to: number; readonly changes: readonly BriefChange[] }) {
  const t = useText('scripts');
  return (
    <Card title={t('briefPage.changesTitle', { from, to })}>
      {changes.length === 0 ? <p className="text-muted">{t('briefPage.noChanges')}</p> : (
        <dl className="flex flex-col gap-3">
          {changes.map((change) => (
            <div key={change.field}>
              <dt className="font-medium">{t(`field.${change.field}`)}</dt>
              <dd><Change change={change} /></dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

function Change({ change }: { readonly change: BriefChange }) {
  const t = useText('scripts');
  switch (change.kind) {
    case 'text':
      return <DiffText segments={change.segments} />;
    case 'list':
      return (
        <ul className="flex flex-col gap-1">
          {change.removed.map((entry) => <li key={`-${entry}`}><del title={t('briefPage.removed')} className="rounded-sm bg-red-soft text-red">{entry}</del></li>)}
          {change.added.map((entry) => <li key={`+${entry}`}><ins title={t('briefPage.added')} className="rounded-sm bg-green-soft text-green">{entry}</ins></li>)}
        </ul>
      );
    case 'value': {
      const shown = (value: typeof change.before): ReactNode => {
        if (value === null) return t('briefPage.empty');
        if (typeof value === 'boolean') return value ? t('briefPage.yes') : t('briefPage.no');
        return typeof value === 'number' ? value : <DayText day={value} />;
      };
      return <p><del className="bg-red-soft text-red rounded-sm">{shown(change.before)}</del> → <ins className="bg-green-soft text-green rounded-sm">{shown(change.after)}</ins></p>;
    }
  }
}
