import type { RightsRefusal } from '#app/domain/usage-rights.ts';
import { refusalWords } from '#app/i18n/refusal-words.ts';
import { useText } from '#app/i18n/use-text.ts';
import { useLocale } from './page-context.ts';

/** The clause that refuses a use, in words. */
export function useRefusalText(): (refusal: RightsRefusal) => string {
  const t = useText('assets');
  const locale = useLocale();
  return (refusal) => refusalWords(t, locale, refusal);
}
