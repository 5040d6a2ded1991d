import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { ArrivingTexts } from '#app/components/arriving-texts.tsx';
import { PageContext } from '#app/components/page-context.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import { areaNames, loadArea } from '#app/i18n/load-areas.ts';
import { DEFAULT_LOCALE, DEFAULT_THEME, parseLocale, parseTheme, parseUnits } from '#app/i18n/locale.ts';

declare global {
  interface Window {
    /** The areas of texts that the server rendered this page with (entry.server.tsx). */
    readonly kolTextAreas?: readonly string[];
  }
}

/** Areas of the error page, which may be needed when nothing more can be loaded. */
const ALWAYS = ['common', 'errors', 'shell'];

/**
 * The texts of this page, in its language, are loaded before React takes over, so no text ever changes under the reader. Those of the
 * other pages follow when the browser has nothing better to do.
 */
async function hydrate(): Promise<void> {
  const root = document.documentElement;
  const locale = parseLocale(root.lang) ?? DEFAULT_LOCALE;
  const ofPage = [...new Set([...ALWAYS, ...(window.kolTextAreas ?? areaNames())])];
  const [loaded] = await Promise.all([Promise.all(ofPage.map(async (area) => [area, await loadArea(locale, area)] as const)), loaderDataDecoded()]);
  const i18n = createI18n(locale, Object.fromEntries(loaded));
  const requestId = document.querySelector('meta[name="request-id"]')?.getAttribute('content') ?? '';
  const page = { nonce: '', requestId, locale, theme: parseTheme(root.dataset.theme) ?? DEFAULT_THEME, units: parseUnits(root.dataset.units) };
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <PageContext.Provider value={page}>
          <ArrivingTexts i18n={i18n} load={(area) => loadArea(locale, area)} others={areaNames().filter((area) => !ofPage.includes(area))}>
            <RemixBrowser />
          </ArrivingTexts>
        </PageContext.Provider>
      </StrictMode>,
    );
  });
}

/**
 * Remix decodes the loaders' data when it is first rendered, and suspends the root while it does. A key or a click at that moment asks React to
 * take the document over at once, which a suspended root cannot do, and the page stays dead (React error 345). So the data is decoded before.
 */
async function loaderDataDecoded(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (waiting) {
    if (waiting instanceof Promise) await waiting; // whatever else it throws it throws again while it renders, where it is told
  }
}

void hydrate();
