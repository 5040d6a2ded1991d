import { expect, test } from 'vitest';
import type { ShownFields } from './import-change.ts';
import { changedShown, differencesFor } from './import-change.ts';

const before: ShownFields = { name: 'Lily', price: { minor: 100, currency: 'CNY' }, contact_email: 'a@b.example', followers: null };
const after: ShownFields = { name: 'Lily', price: { minor: 200, currency: 'CNY' }, contact_email: 'c@d.example', followers: 7 };

test('two states are narrowed to the fields in which they differ; what one of them lacks is nothing there', () => {
  expect(changedShown(before, after)).toEqual({
    before: { price: { minor: 100, currency: 'CNY' }, contact_email: 'a@b.example', followers: null },
    after: { price: { minor: 200, currency: 'CNY' }, contact_email: 'c@d.example', followers: 7 },
  });
  expect(changedShown({}, { views: 5, likes: null })).toEqual({ before: { views: null }, after: { views: 5 } });
  expect(changedShown(before, before)).toEqual({ before: {}, after: {} });
});

test('amounts of the books need costs:read, contacts contacts:read; everybody else is not sent them', () => {
  const seen = (can: readonly string[], subjectKind: 'kol' | 'order' | 'cost' = 'kol') =>
    differencesFor({ subjectKind, before, after }, (permission) => can.includes(permission)).map(({ field }) => field);
  expect(seen(['costs:read', 'contacts:read'])).toEqual(['name', 'followers', 'price', 'contact_email']);
  expect(seen([])).toEqual(['name', 'followers']);
  expect(seen(['costs:read'])).toEqual(['name', 'followers', 'price']);
  expect(seen([], 'order')).toEqual(['name', 'price', 'followers']);
  expect(seen([], 'cost')).toEqual([]);
});

test('a price that is taken away is an amount too, and a created thing has nothing before', () => {
  const gone = { subjectKind: 'kol' as const, before: { price: { minor: 1, currency: 'CNY' } }, after: { price: null } };
  expect(differencesFor(gone, () => false)).toEqual([]);
  expect(differencesFor({ subjectKind: 'kol', before: null, after: { name: 'Lily' } }, () => false)).toEqual([{ field: 'name', before: null, after: 'Lily' }]);
});
