import type { ReactNode } from 'react';
import { DayText } from '#app/components/date-text.tsx';
import type { Brief } from '#app/domain/brief.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';

/** A brief as it is read: what for, for whom, what to say and what not, and by when. */
export function BriefView({ brief }: { readonly brief: Brief }) {
  const t = useText('scripts');
  const length = [brief.minimumLength ?? '', brief.maximumLength ?? ''].join('–');
  return (
    <div className="flex flex-col gap-4">
      <Card title={t('field.goal')}><p className="whitespace-pre-wrap">{brief.goal}</p></Card>
      <Card>
        <KeyValueList
          items={[
            { key: 'audience', label: t('field.audience'), value: <span className="whitespace-pre-wrap">{brief.audience || t('briefPage.empty')}</span> },
            { key: 'format', label: t('field.format'), value: brief.format || t('briefPage.empty') },
            { key: 'length', label: t('field.length'), value: length === '–' ? t('briefPage.empty') : length },
            { key: 'due', label: t('field.scriptDueOn'), value: <DayText day={brief.scriptDueOn} /> },
            { key: 'publish', label: t('field.publishOn'), value: <DayText day={brief.publishOn} /> },
            { key: 'review', label: t('field.isReviewShort'), value: brief.isReview ? <Badge tone="amber" icon="alert">{t('briefPage.yes')}</Badge> : t('briefPage.no') },
            { key: 'legal', label: t('field.needsLegal'), value: brief.isReview ? t('briefPage.legalBecauseReview') : brief.needsLegal ? t('briefPage.yes') : t('briefPage.no') },
          ]}
        />
      </Card>
      <div className="grid gap-4 sm:grid-cols-2">
        <Phrases title={t('field.mustSay')} entries={brief.mustSay} icon="check" look="text-green" />
        <Phrases title={t('field.mustNotSay')} entries={brief.mustNotSay} icon="close" look="text-red" />
      </div>
      <Phrases title={t('field.sellingPoints')} entries={brief.sellingPoints} icon="star" look="text-star" />
    </div>
  );
}

function Phrases({ title, entries, icon, look }: { readonly title: ReactNode; readonly entries: readonly string[]; readonly icon: IconName; readonly look: string }) {
  const t = useText('scripts');
  return (
    <Card title={title}>
      {entries.length === 0 ? <p className="text-muted">{t('briefPage.empty')}</p> : (
        <ul className="flex flex-col gap-1">
          {entries.map((entry) => <li key={entry} className="flex items-start gap-2"><Icon name={icon} className={`mt-1 ${look}`} /><span className="min-w-0">{entry}</span></li>)}
        </ul>
      )}
    </Card>
  );
}
