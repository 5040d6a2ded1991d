import type { CleanCell } from './cell-text.ts';
import { cellAsText, readIdentifier } from './cell-text.ts';
import type { Reading } from './reading.ts';
import { read, unreadable } from './reading.ts';

const SEPARATORS = /[;；、,，|\n]/;
const MAX_ITEMS = 100;

/** A list in one cell, split at ; ； 、 , ， | and line breaks: its items in order, trimmed, without blanks and repeats (case apart). */
export function readList(cell: CleanCell, maxItemLength: number): Reading<string[]> {
  const items: string[] = [];
  const seen = new Set<string>();
  const parts = typeof cell === 'string' && !SEPARATORS.test(cell) ? [cell] : cellAsText(cell).split(SEPARATORS);
  for (const part of parts) {
    const item = readIdentifier(part, maxItemLength);
    if (!item.ok) return item;
    const key = item.value.toLowerCase();
    if (item.value === '' || seen.has(key)) continue;
    seen.add(key);
    items.push(item.value);
  }
  if (items.length > MAX_ITEMS) return unreadable('too_many_items', `${items.length} items`, `at most ${MAX_ITEMS} items`);
  return read(items);
}
