import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatDateTime, formatDay } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';

interface Named {
  readonly week: string | null;
  readonly takenAt: Date;
  readonly takenBy: string;
  readonly note: string;
}

/** A snapshot by name, for choices: its week, or who took it and when. */
export function useSnapshotName(): (snapshot: Named) => string {
  const t = useText('matrix');
  const locale = useLocale();
  const { workspace } = useRootData();
  return ({ week, takenAt, takenBy, note }) => {
    if (week !== null) return t('snapshot.weekly', { day: formatDay(week, locale) });
    return `${note === '' ? t('snapshot.manual', { by: takenBy }) : note} · ${formatDateTime(takenAt, locale, workspace.timeZone)}`;
  };
}
