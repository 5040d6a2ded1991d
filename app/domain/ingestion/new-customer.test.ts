import { expect, test } from 'vitest';
import { markNewCustomers } from './new-customer.ts';

const order = (orderId: string, ms: number, customerHash: string | null = 'h', shop = 'main') => ({ shop, orderId, placedAt: new Date(ms), customerHash });

test('the earliest of those that arrive is new, orders without a buyer say nothing', () => {
  expect(markNewCustomers([order('2', 20), order('1', 10), order('3', 30, null), order('4', 5, 'other')], new Map()))
    .toEqual({ isNew: [false, true, null, true], noLongerNew: [] });
});

test('a stored earlier order stays the first; a later one gives the mark up', () => {
  const stored = new Map([['h', order('s', 15)]]);
  expect(markNewCustomers([order('2', 20)], stored)).toEqual({ isNew: [false], noLongerNew: [] });
  expect(markNewCustomers([order('1', 10)], stored)).toEqual({ isNew: [true], noLongerNew: [order('s', 15)] });
});

test('at one instant shop and id decide, so that arrival does not', () => {
  expect(markNewCustomers([order('b', 1), order('a', 1)], new Map()).isNew).toEqual([false, true]);
  expect(markNewCustomers([order('a', 1, 'h', 'z'), order('b', 1, 'h', 'y')], new Map()).isNew).toEqual([false, true]);
});
