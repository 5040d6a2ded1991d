import { expect, test } from 'vitest';
import { readBulkAction } from './bulk-edit.ts';

test.each([
  ['tier', '腰部', { status: 'change', change: { tier: 'mid' } }],
  ['status', 'bench', { status: 'change', change: { status: 'bench' } }],
  ['status', 'gone', { status: 'unreadable' }],
  ['add-vertical', '美妆；旅行', { status: 'change', change: { addVerticals: ['美妆', '旅行'] } }],
  ['remove-vertical', 'beauty', { status: 'change', change: { removeVerticals: ['beauty'] } }],
  ['add-vertical', ' ; ', { status: 'unreadable' }],
  ['remove-vertical', 'x'.repeat(201), { status: 'unreadable' }],
  ['archive', '', { status: 'change', change: { status: 'archived' } }],
  ['delete', '', { status: 'delete' }],
] as const)('%s %j', (action, value, meaning) => {
  expect(readBulkAction(action, value)).toEqual(meaning);
});
