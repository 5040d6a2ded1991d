import { createContext, useContext } from 'react';
import type { Locale, Theme, Units } from '#app/i18n/locale.ts';

/** What the document knows of itself before any loader's data: also there when a loader fails. */
export interface PageContextValue {
  /** Nonce of the content security policy; empty in the browser, which hides nonces from scripts. */
  readonly nonce: string;
  /** Names this answer in the log and, on an error page, to the person who reports it. */
  readonly requestId: string;
  readonly locale: Locale;
  readonly theme: Theme;
  /** How large numbers are shortened. */
  readonly units: Units;
}

export const PageContext = createContext<PageContextValue>({ nonce: '', requestId: '', locale: 'en', theme: 'system', units: 'language' });

export function usePageContext(): PageContextValue {
  return useContext(PageContext);
}

/** The language of the page, for the formatters of app/i18n/format.ts. */
export function useLocale(): Locale {
  return useContext(PageContext).locale;
}
