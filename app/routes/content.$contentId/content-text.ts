import { useText } from '#app/i18n/use-text.ts';

const SOURCES = ['file', 'api', 'manual', 'youtube-api', 'demo'] as const;

/** How ages and sources of snapshots are written. */
export function useContentText() {
  const t = useText('content');
  return {
    age: (hours: number) => (hours < 48 ? t('hours', { count: Math.floor(hours) }) : t('days', { count: Math.floor(hours / 24) })),
    source: (name: string) => {
      const known = SOURCES.find((source) => source === name);
      return known ? t(`sourceName.${known}`) : name;
    },
  };
}
