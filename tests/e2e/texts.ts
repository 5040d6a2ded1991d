import type { TFunction } from 'i18next';
import { resources } from '#app/i18n/en/resources.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { serverI18n } from '#app/i18n/server-i18n.server.ts';

const AREAS = [
  'common', 'shell', 'search', 'auth', 'dashboard', 'roster', 'editing', 'views', 'campaign', 'matrix', 'collaboration', 'content', 'scorecard', 'roi', 'attribution', 'proposals', 'swaps', 'reviews',
  'whatIf', 'scripts', 'assets', 'collections', 'imports', 'filters', 'finance', 'ledger', 'payments', 'settings', 'policy', 'notices', 'calibration', 'domain', 'errors',
] as const satisfies readonly (keyof typeof resources)[];

export type Texts = TFunction<typeof AREAS>;

/** The texts of the interface as a person of that language reads them: `t('roi:title')`. */
export function textsOf(locale: Locale): Texts {
  return serverI18n(locale).getFixedT(null, AREAS);
}

/** Keys that hold further keys: the first part of a key as a page would show it. */
const groups = new Set(AREAS.flatMap((area) => Object.entries(resources[area]).flatMap(([key, value]) => (typeof value === 'string' ? [] : [key]))));
const untranslated = new RegExp(`(?<![\\w./@-])(?:(?:${AREAS.join('|')}):[a-z]\\w*|(?:${[...groups].join('|')})\\.[A-Za-z_]\\w*)(?:\\.\\w+)*(?![\\w/@])`, 'g');

/** What a text shows instead of words: keys that no language has (`roi:column.x`, `column.x`), and values that nobody filled in. */
export function untranslatedParts(text: string): string[] {
  return [...(text.match(untranslated) ?? []), ...(text.match(/\{\{.*?\}\}|\[missing\]|\[object Object\]|\bundefined\b|\bNaN\b/g) ?? [])];
}
