import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOfId, isId, newId } from './ids.server.ts';

describe('newId', () => {
  test('makes UUIDs of version 7 whose text sorts by time', () => {
    fc.assert(fc.property(fc.nat({ max: 4_000_000_000_000 }), fc.integer({ min: 1, max: 1_000_000 }), (time, later) => newId(time) < newId(time + later)));
  });

  test('carries its instant to the millisecond', () => {
    fc.assert(fc.property(fc.nat({ max: 4_000_000_000_000 }), (time) => instantOfId(newId(time))?.getTime() === time));
    expect(instantOfId(newId(1234.9))?.getTime()).toBe(1234);
  });

  test('never repeats, across refills of its pool of random bytes too', () => {
    const ids = Array.from({ length: 20_000 }, () => newId(0));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids.slice(0, 2000)) expect(id).toMatch(/^00000000-0000-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('has 74 random bits: every one of them is seen on and off', () => {
    const ids = Array.from({ length: 400 }, () => BigInt(`0x${newId(0).replaceAll('-', '')}`));
    const everOn = ids.reduce((all, id) => all | id, 0n);
    const alwaysOn = ids.reduce((all, id) => all & id, (1n << 128n) - 1n);
    const changing = (everOn ^ alwaysOn).toString(2).replaceAll('0', '');
    expect(changing).toHaveLength(74);
  });
});

test('instantOfId knows only its own kind', () => {
  for (const text of ['', 'x', '0197f1a0-0000-4000-8000-000000000000', '0197F1A0-0000-7000-8000-000000000000', '0197f1a0-0000-7000-c000-000000000000']) expect(instantOfId(text)).toBeNull();
});

test('isId takes a UUID of any version and nothing else', () => {
  expect(isId('d58dd09a-742d-8b2b-a4fb-b1de750e4aa6')).toBe(true);
  for (const text of [undefined, '', '-1', '9223372036854775808', 'd58dd09a742d8b2ba4fbb1de750e4aa6', "d58dd09a-742d-8b2b-a4fb-b1de750e4aa6'", 'd58dd09a-742d-8b2b-a4fb-b1de750e4aa6\n']) expect(isId(text)).toBe(false);
});
