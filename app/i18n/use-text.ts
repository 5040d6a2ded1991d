import type { FlatNamespace, i18n, ParseKeys, TFunction } from 'i18next';
import { useContext } from 'react';
import { I18nContext } from 'react-i18next';
import { askForArea, noteArea } from './area-use.ts';

const cache = new WeakMap<i18n, Map<string, unknown>>();

/**
 * The texts of one area: `const t = useText('roster'); t('title')`. An instance never changes its language (i18next.ts),
 * so nothing has to be subscribed to: a page of two hundred badges costs two hundred context reads and no more. In the browser a page
 * that is gone to within the first moment may be there before its texts: they are asked for, and shown when they come.
 */
export function useText<Area extends FlatNamespace>(area: Area): TFunction<Area> {
  const { i18n } = useContext(I18nContext);
  noteArea(area);
  let texts = cache.get(i18n);
  if (!texts) cache.set(i18n, (texts = new Map()));
  let text = texts.get(area);
  if (!text && !hasArea(i18n, area)) return nothingYet as TFunction<Area>;
  if (!text) texts.set(area, (text = remembering(i18n.getFixedT(null, area) as Lookup)));
  return text as TFunction<Area>; // The map is keyed by area; its value type cannot say so.
}

/** Whether the texts of an area are there; asks for them when not. */
function hasArea(i18n: i18n, area: string): boolean {
  if (i18n.hasResourceBundle(i18n.language, area)) return true;
  askForArea(area);
  return false;
}

const nothingYet: Lookup = () => '';

type Lookup = (key: string, options?: object) => string;

/** A text without values is looked up once for the life of the instance; badges of a table ask for the same few over and over. */
function remembering(lookup: Lookup): Lookup {
  const known = new Map<string, string>();
  return (key, options) => {
    if (options !== undefined) return lookup(key, options);
    let text = known.get(key);
    if (text === undefined) known.set(key, (text = lookup(key)));
    return text;
  };
}

const AREAS = [
  'common', 'shell', 'search', 'auth', 'dashboard', 'roster', 'editing', 'campaign', 'matrix', 'collaboration', 'content', 'scorecard', 'roi', 'views', 'attribution', 'proposals', 'swaps', 'reviews', 'whatIf', 'scripts', 'assets', 'collections', 'imports', 'finance', 'ledger', 'payments', 'notices', 'settings', 'policy', 'calibration', 'domain', 'errors',
] as const;

/** Key of any text with its area, "roster:column.name", for tables of columns at module scope. */
export type TextKey = ParseKeys<typeof AREAS>;

/** Texts of all areas by their full keys. */
export function useAnyText(): (key: TextKey) => string {
  const { i18n } = useContext(I18nContext);
  const text = i18n.getFixedT(null, AREAS);
  return (key) => {
    const [area = ''] = key.split(':', 1);
    noteArea(area);
    return hasArea(i18n, area) ? text(key) : '';
  };
}
