import { expect, test } from 'vitest';
import { COLLABORATION_EDIT_FIELDS, collaborationFieldText, readCollaborationField } from './collaboration-edit.ts';

test.each([
  ['tier', '腰部', { tier: 'mid' }], ['tier', 'nobody', null],
  ['flight', '2026-06-15 – 2026-07-30', { startsOn: '2026-06-15', endsOn: '2026-07-30' }], ['flight', '2026/6/5-2026/7/30', { startsOn: '2026-06-05', endsOn: '2026-07-30' }],
  ['flight', '2026年6月15日至2026年7月30日', { startsOn: '2026-06-15', endsOn: '2026-07-30' }],
  ['flight', '2026-06-15', null], ['flight', '2026-02-30 – 2026-03-01', null], ['flight', '', null],
] as const)('%s %j', (field, text, change) => {
  expect(readCollaborationField(field, text)).toEqual(change);
});

test('the text of a field is read back to the same value', () => {
  const row = { tier: 'top', startsOn: '2026-06-15', endsOn: '2026-07-30' } as const;
  const read = COLLABORATION_EDIT_FIELDS.map((field) => readCollaborationField(field, collaborationFieldText(row, field)));
  expect(Object.assign({}, ...read)).toEqual(row);
});
