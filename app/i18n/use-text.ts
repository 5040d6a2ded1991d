import type { FlatNamespace, ParseKeys, TFunction } from 'i18next';
import { useContext } from 'react';
import { askForArea, noteArea } from './area-use.ts';
import type { I18n } from './i18n.ts';
import { I18nContext } from './i18n.ts';

/**
 * The texts of one area: `const t = useText('roster'); t('title')`. An instance never changes its language (i18n.ts),
 * so nothing has to be subscribed to: a page of two hundred badges costs two hundred context reads and no more. In the browser a page
 * that is gone to within the first moment may be there before its texts: they are asked for, and shown when they come.
 */
export function useText<Area extends FlatNamespace>(area: Area): TFunction<Area> {
  const { i18n } = useContext(I18nContext);
  return textsOf(i18n, area) as TFunction<Area>; // What is remembered is remembered by area; its type cannot say so.
}

type Lookup = (key: string, options?: object) => string;

const cache = new WeakMap<I18n, Map<string, Lookup>>();

function textsOf(i18n: I18n, area: FlatNamespace): Lookup {
  noteArea(area);
  let texts = cache.get(i18n);
  if (!texts) cache.set(i18n, (texts = new Map<string, Lookup>()));
  let text = texts.get(area);
  if (!text && !hasArea(i18n, area)) return nothingYet;
  if (!text) texts.set(area, (text = i18n.getFixedT(null, area) as Lookup)); // its keys are literal types elsewhere
  return text;
}

/** Whether the texts of an area are there; asks for them when not. */
function hasArea(i18n: I18n, area: string): boolean {
  if (i18n.hasResourceBundle(i18n.language, area)) return true;
  askForArea(area);
  return false;
}

const nothingYet: Lookup = () => '';

const AREAS = [
  'common', 'shell', 'search', 'auth', 'dashboard', 'roster', 'editing', 'campaign', 'matrix', 'collaboration', 'content', 'scorecard', 'roi', 'views', 'attribution', 'proposals', 'swaps', 'reviews', 'whatIf', 'scripts', 'assets', 'collections', 'imports', 'filters', 'finance', 'ledger', 'payments', 'notices', 'settings', 'policy', 'calibration', 'domain', 'errors',
] as const;

/** Key of any text with its area, "roster:column.name", for tables of columns at module scope. */
export type TextKey = ParseKeys<typeof AREAS>;

/** Texts of all areas by their full keys: `text('roster:column.name')`. */
export function useAnyText(): (key: TextKey) => string {
  const { i18n } = useContext(I18nContext);
  return (key) => {
    const [area, name = ''] = key.split(':', 2);
    return textsOf(i18n, AREAS.find((known) => known === area) ?? 'common')(name);
  };
}
