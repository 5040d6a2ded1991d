import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pending, Pressed } from './shortcut-keys.ts';
import { keyCaps, readKey, SEQUENCE_MS, SHORTCUTS } from './shortcut-keys.ts';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, isTyping: false, at: 0, ...more });

/** What a row of keys does, 100 ms from one to the next. */
function type(keys: readonly (string | Partial<Pressed>)[], singleKeys = true): (string | null)[] {
  let pending: Pending = null;
  return keys.map((key, index) => {
    const reading = readKey(typeof key === 'string' ? press(key, { at: index * 100 }) : press('', { at: index * 100, ...key }), pending, singleKeys);
    pending = reading.pending;
    return reading.name;
  });
}

describe('keys', () => {
  test.each([
    [['g', 'd'], [null, 'dashboard']],
    [['g', 'r'], [null, 'roster']],
    [['G', 'F'], [null, 'finance']],
    [['c'], ['create']],
    [['g', 'g', 'c'], [null, null, 'collaborations']],
    [['g', 'z', 'c'], [null, null, 'create']],
    [['g', 'x'], [null, 'select']],
    [['Shift', '?'], [null, 'help']],
    [['g', 'Shift', 'd'], [null, null, 'dashboard']],
    [['j', 'j', 'k', 'x', 'o', 'e', '/'], ['next', 'next', 'previous', 'select', 'open', 'edit', 'search']],
    [['Escape', 'Enter', 'Tab', 'ArrowDown', 'q'], [null, null, null, null, null]],
  ])('%j do %j', (keys, names) => {
    expect(type(keys)).toEqual(names);
  });

  test('a second key that comes too late is a key of its own', () => {
    const first = readKey(press('g', { at: 1_000 }), null, true);
    expect(readKey(press('c', { at: 1_000 + SEQUENCE_MS }), first.pending, true).name).toBe('collaborations');
    expect(readKey(press('c', { at: 1_001 + SEQUENCE_MS }), first.pending, true).name).toBe('create');
  });

  test('Ctrl and Command with K open the palette also while typing and with single keys off; no other key with them does anything', () => {
    expect(type([{ key: 'k', ctrlKey: true, isTyping: true }, { key: 'K', metaKey: true }], false)).toEqual(['palette', 'palette']);
    expect(type([{ key: 'c', ctrlKey: true }, { key: 'j', metaKey: true }, { key: 'x', altKey: true }])).toEqual([null, null, null]);
  });

  test('every shortcut is reached by its own keys, and no two share them', () => {
    for (const { name, keys } of SHORTCUTS) {
      if (!keys.startsWith('mod+')) expect(type(keys.split(' ')).at(-1)).toBe(name);
    }
    expect(new Set(SHORTCUTS.map(({ keys }) => keys)).size).toBe(SHORTCUTS.length);
    const first = new Set(SHORTCUTS.filter(({ keys }) => keys.includes(' ')).map(({ keys }) => keys.split(' ')[0]));
    expect(SHORTCUTS.filter(({ keys }) => first.has(keys))).toEqual([]);
  });

  test('while something is typed, composed by an input method, or single keys are off, no row of keys does anything', () => {
    const keys = fc.array(fc.constantFrom('g', 'd', 'r', 'c', 'j', 'k', 'x', 'e', 'o', '/', '?', 'Shift', 'Enter'), { maxLength: 12 });
    fc.assert(fc.property(keys, fc.constantFrom('isTyping' as const, 'isComposing' as const, 'off' as const), (row, why) => {
      const names = why === 'off' ? type(row, false) : type(row.map((key) => ({ key, [why]: true })));
      return names.every((name) => name === null);
    }));
  });

  test('caps name the keys of the machine', () => {
    expect([keyCaps('mod+k', false), keyCaps('mod+k', true), keyCaps('g d', false), keyCaps('?', true)]).toEqual([['Ctrl', 'K'], ['⌘', 'K'], ['G', 'D'], ['?']]);
  });
});
