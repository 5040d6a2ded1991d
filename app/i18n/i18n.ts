import type { i18n } from 'i18next';
import { createContext } from 'react';
import type { Resources } from './en/resources.ts';
import type { Locale } from './locale.ts';
import type { Translation } from './translation.ts';

type Texts = Readonly<Record<string, unknown>>;

/** All areas on the server; in the browser those that the page uses. */
export type ResourcesOfLocale = Resources | Translation<Resources> | Readonly<Record<string, Texts>>;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Resources;
    returnNull: false;
  }
}

/** What is used of i18next: its interface and its typed keys. */
export type I18n = Pick<i18n, 't' | 'getFixedT' | 'exists' | 'hasResourceBundle' | 'addResourceBundle' | 'language'>;

type Options = Readonly<Record<string, unknown>>;

/**
 * The texts of one language, for good: complete when returned, so the server can render with it at once and two requests never share a
 * language that could change. It reads i18next's texts as i18next does (i18n.test.ts holds the two against each other), of which two
 * languages need a twentieth: the library itself is 13 kB of every page, and slower.
 */
export function createI18n(locale: Locale, resources: ResourcesOfLocale): I18n {
  const areas = new Map(Object.entries(resources).map(([area, texts]) => [area, flat(texts)]));
  const forms = new Intl.PluralRules(locale);
  const find = (area: string, key: string, options: Options | undefined): string | undefined => {
    const colon = key.indexOf(':');
    const [place, name] = colon < 0 ? [area, key] : [key.slice(0, colon), key.slice(colon + 1)];
    const texts = areas.get(place);
    const count = options?.['count'];
    return (typeof count === 'number' ? texts?.get(`${name}_${forms.select(count)}`) : undefined) ?? texts?.get(name);
  };
  const fixed = (area: string) => (key: string, options?: Options): string => {
    const text = find(area, key, options);
    if (text === undefined) return key.slice(key.indexOf(':') + 1);
    return options === undefined ? text : filled(text, options);
  };
  const instance = {
    language: locale,
    t: fixed('common'),
    getFixedT: (_language: null, area: string | readonly string[]) => fixed(typeof area === 'string' ? area : (area[0] ?? 'common')),
    exists: (key: string) => find('common', key, undefined) !== undefined,
    hasResourceBundle: (_language: string, area: string) => areas.has(area),
    addResourceBundle: (_language: string, area: string, texts: Texts) => { areas.set(area, flat(texts)); },
  };
  return instance as unknown as I18n; // The library's types know every key and every value of it by name; what stands behind them reads any.
}

/** Texts for the components below. A new value renders again whoever uses them. */
export const I18nContext = createContext<{ readonly i18n: I18n }>({ i18n: createI18n('en', {}) });

/** Texts by their whole keys, "column.name". */
function flat(texts: object, before = '', into = new Map<string, string>()): ReadonlyMap<string, string> {
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') into.set(before + key, value);
    else if (typeof value === 'object' && value !== null) flat(value, `${before}${key}.`, into);
  }
  return into;
}

/** Puts values in the places of a text: "{{name}} saved". A value that was not given leaves its place empty. */
function filled(text: string, values: Options): string {
  return text.includes('{{') ? text.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name] ?? '')) : text;
}
