import { expect, test } from 'vitest';
import { resources as english } from './en/resources.ts';
import { areaNames, loadArea } from './load-areas.ts';
import { LOCALES } from './locale.ts';
import { resources as chinese } from './zh/resources.ts';

test('every area is a file of its own, named after it', () => {
  expect(areaNames().sort()).toEqual(Object.keys(english).sort());
});

test.each(LOCALES)('the browser loads the very texts that the server renders with, in %s', async (locale) => {
  const loaded = await Promise.all(areaNames().map(async (area) => [area, await loadArea(locale, area)]));
  expect(Object.fromEntries(loaded)).toEqual(locale === 'zh-CN' ? chinese : english);
});

test('an area that does not exist is an error, not an empty page', async () => {
  await expect(loadArea('en', 'nowhere')).rejects.toThrow('./en/nowhere.ts does not export the texts of nowhere');
});
