import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ColumnLayout } from './layout.ts';
import { arrange, MAX_WIDTH, MIN_WIDTH, moveColumn, NO_LAYOUT, parseLayout, resizeColumn, setLayout, toggleColumn, togglePin } from './layout.ts';

const ids = ['name', 'tier', 'score', 'roi', 'price'];
const read = (search: string) => parseLayout(new URLSearchParams(search));
const written = (layout: ColumnLayout) => {
  const parameters = new URLSearchParams();
  setLayout(parameters, layout);
  return parameters.toString();
};

test('a layout is read whole, and written as short as it was', () => {
  const layout = read('cols=name*.score*.tier&w=score-90.name-220');
  expect(layout).toEqual({ shown: ['name', 'score', 'tier'], pinned: ['name', 'score'], widths: { name: 220, score: 90 } });
  expect(written(layout)).toBe('cols=name*.score*.tier&w=name-220.score-90');
  expect(written(read(''))).toBe('');
});

test('what is not of the form is left out', () => {
  expect(read('cols=..na me.a-b.7x.tier*.tier.__proto__&w=tier.tier-20.score-9999.score-90.score-91.x-1-2')).toEqual({ shown: ['tier'], pinned: ['tier'], widths: { score: 90 } });
});

test('any search part at all gives a layout that survives being written and read', () => {
  const text = fc.array(fc.oneof(fc.constantFrom('name', 'score', '*', '.', '-', '99', '220', 'cols=', '&w='), fc.string({ maxLength: 5 })), { maxLength: 20 }).map((parts) => `cols=${parts.join('')}`);
  fc.assert(fc.property(text, (search) => {
    const layout = read(search);
    expect(read(written(layout))).toEqual(layout);
  }));
});

test('columns that a table does not have are left out, and the one that names the row is always there', () => {
  expect(arrange(read('cols=secret.score*.roi&w=secret-100.roi-100'), ids)).toEqual({ shown: ['score', 'name', 'roi'], pinned: ['score'], hidden: ['tier', 'price'], widths: { roi: 100 } });
  expect(arrange(read('cols=secret'), ids)).toEqual(arrange(NO_LAYOUT, ids));
  expect(arrange(NO_LAYOUT, ids)).toEqual({ shown: ids, pinned: ['name'], hidden: [], widths: {} });
});

test('a column is hidden and shown again, at the end; all back in place is no choice at all', () => {
  const hidden = toggleColumn(NO_LAYOUT, ids, 'price');
  expect(written(hidden)).toBe('cols=name*.tier.score.roi');
  expect(toggleColumn(hidden, ids, 'price')).toEqual(NO_LAYOUT);
  expect(written(toggleColumn(toggleColumn(NO_LAYOUT, ids, 'tier'), ids, 'tier'))).toBe('cols=name*.score.roi.price.tier');
  expect(toggleColumn(NO_LAYOUT, ids, 'name')).toEqual(NO_LAYOUT);
  expect(toggleColumn(NO_LAYOUT, ids, 'secret')).toEqual(NO_LAYOUT);
});

test('pinned columns stand before the others, in the order they were pinned', () => {
  const pinned = togglePin(NO_LAYOUT, ids, 'roi');
  expect(written(pinned)).toBe('cols=name*.roi*.tier.score.price');
  expect(written(togglePin(pinned, ids, 'name'))).toBe('cols=roi*.name.tier.score.price');
  expect(togglePin(read('cols=name'), ids, 'roi')).toEqual(read('cols=name'));
});

test('a column moves among its like and no further', () => {
  expect(written(moveColumn(NO_LAYOUT, ids, 'price', 1))).toBe('cols=name*.price.tier.score.roi');
  expect(written(moveColumn(NO_LAYOUT, ids, 'price', 0))).toBe('cols=name*.price.tier.score.roi');
  expect(moveColumn(NO_LAYOUT, ids, 'name', 3)).toEqual(NO_LAYOUT);
  expect(written(moveColumn(read('cols=name*.tier*.roi'), ids, 'name', 9))).toBe('cols=tier*.name*.roi');
});

test('a width stays readable; fitting the content is no width', () => {
  expect([resizeColumn(NO_LAYOUT, 'roi', 1), resizeColumn(NO_LAYOUT, 'roi', 4000), resizeColumn(NO_LAYOUT, 'roi', 99.6)].map(({ widths }) => widths['roi'])).toEqual([MIN_WIDTH, MAX_WIDTH, 100]);
  expect(resizeColumn(resizeColumn(NO_LAYOUT, 'roi', 90), 'roi', null)).toEqual(NO_LAYOUT);
});

test('whatever is clicked, every column is shown or hidden once, the first one shown, pinned ones before the others', () => {
  const click = fc.tuple(fc.constantFrom('toggle', 'pin', 'move'), fc.constantFrom(...ids), fc.integer({ min: -1, max: 6 }));
  fc.assert(fc.property(fc.array(click, { maxLength: 12 }), (clicks) => {
    let layout = NO_LAYOUT;
    for (const [kind, id, place] of clicks) layout = kind === 'toggle' ? toggleColumn(layout, ids, id) : kind === 'pin' ? togglePin(layout, ids, id) : moveColumn(layout, ids, id, place);
    const { shown, pinned, hidden } = arrange(layout, ids);
    expect([...shown, ...hidden].sort()).toEqual([...ids].sort());
    expect(shown).toContain('name');
    expect(shown.slice(0, pinned.length)).toEqual(pinned);
    expect(arrange(read(written(layout)), ids)).toEqual({ shown, pinned, hidden, widths: {} });
  }));
});

test('a column that few need is shown where it was chosen, and alone is no choice of anything else', () => {
  const ids = ['name', 'tier', 'notes'];
  const extras = ['notes'];
  expect(arrange(NO_LAYOUT, ids, extras)).toMatchObject({ shown: ['name', 'tier'], hidden: ['notes'] });
  const withNotes = toggleColumn(NO_LAYOUT, ids, 'notes', extras);
  expect(withNotes.shown).toEqual(['name', 'tier', 'notes']);
  expect(arrange(withNotes, ids, extras).hidden).toEqual([]);
  expect(toggleColumn(withNotes, ids, 'notes', extras)).toEqual(NO_LAYOUT);
});
