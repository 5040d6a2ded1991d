import type { i18n } from 'i18next';
import { createInstance } from 'i18next';
import type { Resources } from './en/resources.ts';
import type { Locale } from './locale.ts';
import type { Translation } from './translation.ts';

/** All areas on the server; in the browser those that the page uses. */
export type ResourcesOfLocale = Resources | Translation<Resources> | Readonly<Record<string, Readonly<Record<string, unknown>>>>;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Resources;
    returnNull: false;
  }
}

/**
 * An i18next instance bound to one language for its whole life. It is complete when returned (no backend, nothing
 * asynchronous), so the server can render with it at once and two requests never share a language that could change.
 */
export function createI18n(locale: Locale, resources: ResourcesOfLocale): i18n {
  const instance = createInstance();
  // Not registered as react-i18next's global instance: on the server two languages live side by side, each in its provider.
  void instance.init({
    lng: locale,
    fallbackLng: false,
    defaultNS: 'common',
    ns: Object.keys(resources),
    resources: { [locale]: resources },
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}
