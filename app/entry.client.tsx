import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { PageContext } from '#app/components/page-context.ts';
import { createI18n } from '#app/i18n/i18next.ts';
import { DEFAULT_LOCALE, DEFAULT_THEME, parseLocale, parseTheme } from '#app/i18n/locale.ts';

/** Only the language the page was written in is loaded, before React takes over, so no text ever changes under the reader. */
async function hydrate(): Promise<void> {
  const root = document.documentElement;
  const locale = parseLocale(root.lang) ?? DEFAULT_LOCALE;
  const { resources } = locale === 'zh-CN' ? await import('#app/i18n/zh/resources.ts') : await import('#app/i18n/en/resources.ts');
  const requestId = document.querySelector('meta[name="request-id"]')?.getAttribute('content') ?? '';
  const page = { nonce: '', requestId, locale, theme: parseTheme(root.dataset.theme) ?? DEFAULT_THEME };
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <PageContext.Provider value={page}>
          <I18nextProvider i18n={createI18n(locale, resources)}>
            <RemixBrowser />
          </I18nextProvider>
        </PageContext.Provider>
      </StrictMode>,
    );
  });
}

void hydrate();
