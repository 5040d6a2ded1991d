import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { resources as english } from './en/resources.ts';
import { createI18n } from './i18n.ts';
import { resources as chinese } from './zh/resources.ts';

type Reader = (key: string, options?: object) => string;

/** Every text of a tree by its key, "roster:column.name". */
function keysOf(tree: object, before: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? keysOf(value, `${before}${key}.`) : [`${before}${key}`]));
}

test.each([['en', english], ['zh-CN', chinese]] as const)('every text in %s reads as i18next reads it, with one thing, several and none', (locale, resources) => {
  const library = createInstance();
  void library.init({ lng: locale, fallbackLng: false, defaultNS: 'common', ns: Object.keys(resources), resources: { [locale]: resources }, initAsync: false, interpolation: { escapeValue: false } });
  const theirs = library.t as unknown as Reader; // Any key is asked for here, not those of the types.
  const ours = createI18n(locale, resources).t as unknown as Reader; // as above
  const keys = Object.entries(resources).flatMap(([area, texts]) => keysOf(texts, `${area}:`));
  expect(keys.length).toBeGreaterThan(3_000);
  for (const key of keys) {
    const names = [...theirs(key, { skipInterpolation: true }).matchAll(/{{(\w+)}}/g)].map(([, name = '']) => name);
    const values = Object.fromEntries(names.map((name, place) => [name, `<${name} & ${place}>`]));
    const { count: _text, ...others } = values;
    expect(ours(key, values), key).toBe(theirs(key, values));
    if (!/_(one|other)$/.test(key)) continue;
    for (const count of [0, 1, 2, 5, 1_000]) expect(ours(key.replace(/_(one|other)$/, ''), { ...others, count }), `${key} ${count}`).toBe(theirs(key.replace(/_(one|other)$/, ''), { ...others, count }));
  }
});

test('a key without a text is shown as the key, in every way to ask for it', () => {
  const i18n = createI18n('en', { roster: { column: { name: 'Name' } } });
  const ask = i18n.getFixedT(null, 'roster') as unknown as Reader; // as above
  expect([ask('column.name'), ask('column.none'), ask('common:nothing')]).toEqual(['Name', 'column.none', 'nothing']);
  expect([i18n.exists('roster:column.name'), i18n.exists('roster:column'), i18n.exists('views:name')]).toEqual([true, false, false]);
});

test('an area that arrives later is there from then on', () => {
  const i18n = createI18n('zh-CN', {});
  expect(i18n.hasResourceBundle('zh-CN', 'views')).toBe(false);
  i18n.addResourceBundle('zh-CN', 'views', { name: '名称' });
  expect([i18n.hasResourceBundle('zh-CN', 'views'), i18n.exists('views:name')]).toEqual([true, true]);
});
