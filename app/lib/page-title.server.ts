import { detectLocale } from '#app/i18n/locale.ts';
import { serverI18n } from '#app/i18n/server-i18n.server.ts';
import type { TextKey } from '#app/i18n/use-text.ts';

/** A page's title in the language of the request: the name of the thing, if there is one, before the name of the page. */
export function pageTitle(request: Request, key: TextKey, name?: string): string {
  const { t } = serverI18n(detectLocale(request.headers));
  return [...(name === undefined ? [] : [name]), t(key), t('common:appName')].join(' · ');
}
