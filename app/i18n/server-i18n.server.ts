import { resources as english } from './en/resources.ts';
import type { I18n } from './i18n.ts';
import { createI18n } from './i18n.ts';
import type { Locale } from './locale.ts';
import { resources as chinese } from './zh/resources.ts';

const instances: Record<Locale, I18n | undefined> = { en: undefined, 'zh-CN': undefined };

/**
 * The instance of a language on the server, made on first use. Nothing ever changes an instance's language, so one for
 * each language serves all requests as safely as one for each request, without parsing the resources again.
 */
export function serverI18n(locale: Locale): I18n {
  return (instances[locale] ??= createI18n(locale, locale === 'zh-CN' ? chinese : english));
}
