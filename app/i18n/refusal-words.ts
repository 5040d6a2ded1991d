import type { TFunction } from 'i18next';
import type { RightsRefusal } from '#app/domain/usage-rights.ts';
import { formatDay } from './format.ts';
import type { Locale } from './locale.ts';

/** The clause that refuses a use, in words: on pages, and in the list that lies in an archive. */
export function refusalWords(t: TFunction<'assets'>, locale: Locale, refusal: RightsRefusal): string {
  const list = (words: readonly string[]) => words.join(t('listSeparator'));
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
}
