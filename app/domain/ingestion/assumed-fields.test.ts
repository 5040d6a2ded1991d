import { expect, test } from 'vitest';
import { assumedOf } from './assumed-fields.ts';

const whole = { status: 'state', currency: 'currency', shop: 'shop' };

test.each([
  ['nothing where every column is there', 'orders', 'generic', whole, null, []],
  ['orders are paid where no column says otherwise', 'orders', 'generic', { ...whole, status: '' }, null, ['status paid']],
  ['the currency of the workspace and the shop main', 'orders', 'generic', { status: 'state' }, null, ['currency CNY', 'shop main']],
  ['no shop where a person named one', 'orders', 'generic', {}, 'tmall', ['status paid', 'currency CNY']],
  ['nothing of a format that is known by name', 'orders', 'shopify', {}, null, []],
  ['nothing of other kinds', 'roster', 'generic', {}, null, []],
] as const)('%s', (_promise, kind, format, mapping, shop, assumed) => {
  expect(assumedOf(kind, { format, mapping }, { shop }, 'CNY').map(({ field, value }) => `${field} ${value}`)).toEqual(assumed);
});
