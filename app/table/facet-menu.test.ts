import { expect, test } from 'vitest';
import { isTurnedRound } from './facet-menu.tsx';
import { parseTableQuery } from './url-state.ts';

const spec = { sortable: [], defaultSort: [], filters: { tier: ['top', 'mid'] }, excludable: ['tier'] };
const read = (search: string) => parseTableQuery(new URLSearchParams(search), spec);

test('a filter shows what the address asks, however it was turned before; where that asks nothing, as the reader turned it', () => {
  for (const wanted of [false, true]) {
    expect([wanted, isTurnedRound(read('n.tier=top'), 'tier', wanted)]).toEqual([wanted, true]);
    expect([wanted, isTurnedRound(read('f.tier=top'), 'tier', wanted)]).toEqual([wanted, false]);
    expect(isTurnedRound(read(''), 'tier', wanted)).toBe(wanted);
    expect(isTurnedRound(read('f.tier=top&n.tier=mid'), 'tier', wanted)).toBe(wanted);
  }
});
