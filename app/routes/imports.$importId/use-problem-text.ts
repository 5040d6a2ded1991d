import type { ParseKeys } from 'i18next';
import { useContext } from 'react';
import { I18nContext } from '#app/i18n/i18n.ts';
import { useText } from '#app/i18n/use-text.ts';

/** What is wrong by its code, in the language of the page; null for a code without words, whose English sentence then stands alone. */
export function useProblemText(): (code: string, values?: Readonly<Record<string, string | number>>) => string | null {
  const t = useText('imports');
  const { i18n } = useContext(I18nContext);
  // Codes come from files read long ago, too: whether there are words for one is asked, not assumed.
  return (code, values) => {
    const keys = [...(values ? [`reasonOf.${code}`] : []), `reason.${code}`];
    const key = /^\w+$/.test(code) ? keys.find((each) => i18n.exists(`imports:${each}`)) : undefined;
    return key === undefined ? null : t(key as ParseKeys<'imports'>, { ...values }); // The key was asked for just before.
  };
}

/** The word for a field of an import; its own heading where there is none. */
export function useFieldText(): (field: string) => string {
  const t = useText('imports');
  const { i18n } = useContext(I18nContext);
  return (field) => (i18n.exists(`imports:field.${field}`) ? t(`field.${field}` as ParseKeys<'imports'>) : field);
}
