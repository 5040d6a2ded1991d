import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldTexts } from './merge.ts';
import { mergedText, mergeFields, overtakenFields } from './merge.ts';

const texts: fc.Arbitrary<FieldTexts> = fc.dictionary(fc.constantFrom('name', 'tier', 'notes', 'price'), fc.constantFrom('', 'a', 'b', 'c', ' a', 'a\r\nb', 'a\nb'));
const result = (fields: ReturnType<typeof mergeFields>) => Object.fromEntries(fields.map((field) => [field.field, mergedText(field)]));
const trimmed = (fields: FieldTexts, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, (fields[name] ?? '').replaceAll('\r\n', '\n').trim()]));

test('where they changed nothing, mine stands and nobody is asked', () => {
  fc.assert(fc.property(texts, texts, (base, mine) => {
    const merged = mergeFields(base, mine, base);
    expect(overtakenFields(merged)).toEqual([]);
    expect(result(merged)).toEqual(trimmed(mine, merged.map(({ field }) => field)));
  }));
});

test('where I changed nothing, theirs stands', () => {
  fc.assert(fc.property(texts, texts, (base, theirs) => {
    const merged = mergeFields(base, base, theirs);
    expect(merged.some(({ standing }) => standing === 'conflict')).toBe(false);
    expect(result(merged)).toEqual(trimmed(theirs, merged.map(({ field }) => field)));
  }));
});

test('the same change by both is no conflict', () => {
  fc.assert(fc.property(texts, texts, (base, both) => {
    expect(overtakenFields(mergeFields(base, both, both))).toEqual([]);
  }));
});

test('a conflict is one from either side, and what was typed is kept', () => {
  fc.assert(fc.property(texts, texts, texts, (base, mine, theirs) => {
    const merged = mergeFields(base, mine, theirs);
    const mirrored = mergeFields(base, theirs, mine);
    const conflicts = (fields: typeof merged) => fields.filter(({ standing }) => standing === 'conflict').map(({ field }) => field).toSorted();
    expect(conflicts(mirrored)).toEqual(conflicts(merged));
    for (const field of merged) {
      if (field.mine !== field.base) expect(mergedText(field)).toBe(field.mine);
      expect([field.base, field.mine, field.theirs]).toContain(mergedText(field));
    }
  }));
});

test('blanks at the ends and line breaks of another kind are no change', () => {
  expect(mergeFields({ notes: 'a\r\nb' }, { notes: 'a\nb ' }, { notes: 'a\nb' })).toEqual([{ field: 'notes', base: 'a\nb', mine: 'a\nb', theirs: 'a\nb', standing: 'untouched' }]);
});

test('a field that the form did not send is empty there', () => {
  expect(mergeFields({}, {}, { price: '5' })).toMatchObject([{ field: 'price', base: '', mine: '', theirs: '5', standing: 'theirs' }]);
});
