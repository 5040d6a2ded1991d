import type { RightsRefusal } from '#app/domain/usage-rights.ts';
import { formatDay } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { useLocale } from './page-context.ts';

/** The clause that refuses a use, in words. */
export function useRefusalText(): (refusal: RightsRefusal) => string {
  const t = useText('assets');
  const locale = useLocale();
  const list = (words: readonly string[]) => words.join(t('listSeparator'));
  return (refusal) => {
    switch (refusal.clause) {
      case 'none':
        return t('reuse.clause.none');
      case 'channel':
        return t('reuse.clause.channel', { channels: list(refusal.channels.map((channel) => t(`channel.${channel}`))) });
      case 'territory':
        return t('reuse.clause.territory', { territories: list(refusal.territories.map((territory) => t(`territory.${territory}`))) });
      case 'not_yet':
      case 'ended':
        return t(`reuse.clause.${refusal.clause}`, { day: formatDay(refusal.day, locale) });
    }
  };
}
