import { describe, expect, test } from 'vitest';
import { fieldsOf } from './columns.ts';
import { IMPORT_FORMATS, NAMED_FORMATS } from './file-format.ts';
import { findHeaderRow } from './header-row.ts';
import { recogniseKind } from './headings.ts';
import { columnsOfFormat, fileFormatOf, KNOWN_FORMATS, mappingOfFormat, recogniseFormat } from './known-formats.ts';

test('every named format is there once, and generic is none of them', () => {
  expect(KNOWN_FORMATS.map(({ id }) => id).toSorted()).toEqual([...NAMED_FORMATS].toSorted());
  expect(IMPORT_FORMATS.map((id) => fileFormatOf(id)?.id ?? 'generic')).toEqual([...IMPORT_FORMATS]);
});

describe.each(KNOWN_FORMATS.map((format) => [format.id, format] as const))('%s', (id, format) => {
  test('is recognised by its signature, in any order, among other columns, and by no part of it', () => {
    expect(recogniseFormat([...format.signature.toReversed(), '__proto__', 'another'])?.id).toBe(id);
    for (const missing of format.signature) expect(recogniseFormat(format.signature.filter((heading) => heading !== missing))?.id).not.toBe(id);
    expect(recogniseKind(format.signature)).toEqual({ kind: format.kind, format: id, confidence: 1 });
  });

  test('is found below titles, and where its headings are split over two rows', () => {
    const lower = format.signature.map((heading, place) => (place === 0 ? '' : heading));
    const upper = format.signature.map((heading, place) => (place === 0 ? heading : ''));
    expect(findHeaderRow([['a title', ''], upper, lower, ['1', '2']], format.kind)).toEqual({ headings: [...format.signature], dataFrom: 3 });
  });

  test('maps fields of its kind to headings of the file, and keeps a chosen mapping over its own', () => {
    const headings = [...format.signature, 'mine'];
    const mapping = mappingOfFormat(format, headings);
    const fields = fieldsOf(format.kind);
    for (const [field, heading] of Object.entries(mapping)) expect([fields.has(field), headings.includes(heading)]).toEqual([true, true]);
    const [field] = Object.keys(mapping);
    const changed = columnsOfFormat(format, headings, { [field ?? '']: 'mine' });
    expect(changed.ok && changed.columns.byField.get(field ?? '')?.heading).toBe('mine');
    expect(columnsOfFormat(format, headings, { nonsense: 'mine' })).toMatchObject({ ok: false, problems: [{ code: 'unknown_field' }] });
    expect(columnsOfFormat(format, headings, { [field ?? '']: 'nowhere' })).toMatchObject({ ok: false, problems: [{ code: 'missing_heading' }] });
  });
});

test('headings that only resemble a format are no format', () => {
  expect(recogniseFormat(['订单编号', '下单时间', '实付金额'])).toBeNull();
  expect(recogniseFormat(['order_id', 'order_date', 'status', 'order_total'])).toBeNull();
  expect(recogniseFormat([])).toBeNull();
});
