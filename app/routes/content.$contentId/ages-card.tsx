import { useRootData } from '#app/components/root-data.ts';
import { CountText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';
import { useContentText } from './content-text.ts';
import type { ContentPage } from './load-content.server.ts';

/** The ages at which posts are compared, and the snapshot that stands for each. */
export function AgesCard({ ages }: { readonly ages: ContentPage['ages'] }) {
  const t = useText('content');
  const text = useContentText();
  const locale = useLocale();
  const { workspace } = useRootData();
  const time = (at: Date) => formatDateTime(at, locale, workspace.timeZone);
  const note = (age: ContentPage['ages'][number]) => {
    if (age.snapshot) return t('servedBy', { time: time(age.snapshot.capturedAt), source: text.source(age.snapshot.source) });
    return age.isReached ? t('noSnapshot') : t('notReached', { time: time(age.reachedAt) });
  };
  return (
    <Card title={t('ages')} subtitle={t('agesText')}>
      <StatGrid>
        {ages.map((age) => (
          <StatTile
            key={age.hours} label={t('viewsAt', { age: text.age(age.hours) })} note={note(age)}
            value={<CountText count={age.snapshot?.views ?? null} />}
          />
        ))}
      </StatGrid>
    </Card>
  );
}
