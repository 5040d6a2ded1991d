import type { ParseKeys } from 'i18next';
import { useContext } from 'react';
import { I18nContext } from '#app/i18n/i18n.ts';
import { useText } from '#app/i18n/use-text.ts';

/** What is wrong by its code, in the language of the page; null for a code without words, whose English sentence then stands alone. */
export function useProblemText(): (code: string) => string | null {
  const t = useText('imports');
  const { i18n } = useContext(I18nContext);
  // Codes come from files read long ago, too: whether there are words for one is asked, not assumed.
  return (code) => (/^\w+$/.test(code) && i18n.exists(`imports:reason.${code}`) ? t(`reason.${code}` as ParseKeys<'imports'>) : null);
}

/** The word for a field of an import; its own heading where there is none. */
export function useFieldText(): (field: string) => string {
  const t = useText('imports');
  const { i18n } = useContext(I18nContext);
  return (field) => (i18n.exists(`imports:field.${field}`) ? t(`field.${field}` as ParseKeys<'imports'>) : field);
}
