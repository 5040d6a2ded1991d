/** The two interface languages, as BCP 47 tags. English is the source text; Chinese is a first language, not a fallback. */
export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'en';
export const LOCALE_COOKIE = 'kol_locale';

export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];
export const DEFAULT_THEME: Theme = 'system';
export const THEME_COOKIE = 'kol_theme';

/** Height of the rows of data tables. */
export const DENSITIES = ['compact', 'regular', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];
export const DEFAULT_DENSITY: Density = 'regular';
export const DENSITY_COOKIE = 'kol_density';

/** How large numbers are shortened: 万 and 亿 in Chinese and K, M, B in English, or one of them in both. */
export const UNITS = ['language', 'wan', 'kmb'] as const;
export type Units = (typeof UNITS)[number];
export const DEFAULT_UNITS: Units = 'language';
export const UNITS_COOKIE = 'kol_units';

/** A switch that a cookie remembers. */
export const SWITCHES = ['on', 'off'] as const;
/** Keys without Ctrl that do something wherever the focus is; off for people whose speech or switches type them by accident (WCAG 2.1.4). */
export const SHORTCUTS_COOKIE = 'kol_shortcuts';
/** The rail with icons alone. */
export const NARROW_RAIL_COOKIE = 'kol_narrow_rail';

/** The first steps on the dashboard, which a person may put away. */
export const FIRST_STEPS_COOKIE = 'kol_first_steps';
/** Steps of the demo that are done by looking, and which of them a person has opened: their names, with dots between. */
export const SEEN_STEPS = ['drill', 'why'] as const;
export type SeenStep = (typeof SEEN_STEPS)[number];
export const SEEN_STEPS_COOKIE = 'kol_seen_steps';

/** The steps that the cookie of a request names. */
export function seenSteps(header: string | null | undefined): SeenStep[] {
  const named = (cookieValue(header, SEEN_STEPS_COOKIE) ?? '').split('.');
  return SEEN_STEPS.filter((step) => named.includes(step));
}

/** Reads a stored or submitted value; null for anything that is not one of the two languages. */
export function parseLocale(value: string | null | undefined): Locale | null {
  return LOCALES.find((locale) => locale === value) ?? null;
}

export function parseTheme(value: string | null | undefined): Theme | null {
  return THEMES.find((theme) => theme === value) ?? null;
}

export function parseDensity(value: string | null | undefined): Density | null {
  return DENSITIES.find((density) => density === value) ?? null;
}

/** The value of one cookie in a `Cookie` header; null when absent. A repeated name answers its first value, as browsers send the most specific first. */
export function cookieValue(header: string | null | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return null;
}

/**
 * The language of an Accept-Language header: the most wanted of the languages we speak, any `zh*` counting as Chinese.
 * A quality of 0 refuses a language; ties keep the order written.
 */
export function acceptedLocale(header: string | null | undefined): Locale | null {
  const wanted = (header ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=(.*)$/.exec(parameter)?.[1]).find((value) => value !== undefined);
      return { language: tag.trim().split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => (entry.language === 'zh' || entry.language === 'en') && entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const best = wanted[0];
  if (!best) return null;
  return best.language === 'zh' ? 'zh-CN' : 'en';
}

/** Language of a request: the person's choice (cookie), then the browser's wish, then English. */
export function detectLocale(headers: Headers): Locale {
  return parseLocale(cookieValue(headers.get('cookie'), LOCALE_COOKIE)) ?? acceptedLocale(headers.get('accept-language')) ?? DEFAULT_LOCALE;
}

export function detectTheme(headers: Headers): Theme {
  return parseTheme(cookieValue(headers.get('cookie'), THEME_COOKIE)) ?? DEFAULT_THEME;
}

export function parseUnits(value: string | null | undefined): Units {
  return UNITS.find((units) => units === value) ?? DEFAULT_UNITS;
}

export function detectUnits(headers: Headers): Units {
  return parseUnits(cookieValue(headers.get('cookie'), UNITS_COOKIE));
}

/** Whether a switch is on; `byDefault` where nobody has touched it. */
export function detectSwitch(headers: Headers, cookie: string, byDefault: boolean): boolean {
  const value = cookieValue(headers.get('cookie'), cookie);
  return value === null ? byDefault : value === 'on';
}

export function detectDensity(headers: Headers): Density {
  return parseDensity(cookieValue(headers.get('cookie'), DENSITY_COOKIE)) ?? DEFAULT_DENSITY;
}
