import { expect, test } from 'vitest';
import type { MergeableProfile } from './kol-merge.ts';
import { mergedProfile } from './kol-merge.ts';

const bare: MergeableProfile = {
  verticals: [], price_minor: null, price_currency: null, audience_female_basis_points: null, audience_18_24_basis_points: null, city_tier: null, contact_email: null,
  exclusive_with: null, available_from: null, notes: '',
};
const full: MergeableProfile = {
  verticals: ['beauty', 'food'], price_minor: 100_000, price_currency: 'CNY', audience_female_basis_points: 8_000, audience_18_24_basis_points: 4_000, city_tier: 'T1',
  contact_email: 'lily@example.com', exclusive_with: 'Other', available_from: '2026-07-02', notes: 'Prefers mornings.',
};

test('what stands is kept, what is empty is filled', () => {
  expect(mergedProfile(bare, full)).toEqual(full);
  expect(mergedProfile(full, bare)).toEqual(full);
  expect(mergedProfile(full, { ...full, city_tier: 'T3', contact_email: 'x@example.com' })).toEqual(full);
});

test('a price is never put beside the currency of another', () => {
  expect(mergedProfile({ ...bare, price_currency: 'USD' }, full)).toMatchObject({ price_minor: 100_000, price_currency: 'CNY' });
  expect(mergedProfile({ ...full, price_minor: 5, price_currency: 'USD' }, full)).toMatchObject({ price_minor: 5, price_currency: 'USD' });
});

test('verticals are joined once each, notes stand below one another unless they say the same', () => {
  expect(mergedProfile({ ...full, verticals: ['food', 'pets'] }, full).verticals).toEqual(['food', 'pets', 'beauty']);
  expect(mergedProfile({ ...full, notes: 'Agency: A.' }, full).notes).toBe('Agency: A.\n\nPrefers mornings.');
  expect(mergedProfile({ ...full, notes: 'Prefers mornings. Agency: A.' }, full).notes).toBe('Prefers mornings. Agency: A.');
});
