import type { ImportLook, ImportOptions } from './import-options.ts';
import type { ImportKind } from './import-run.ts';

/** A field that no column holds, and what stands in every row instead of it. */
export interface AssumedField {
  readonly field: 'status' | 'currency' | 'shop';
  readonly value: string;
}

/**
 * What is assumed of every order of a file without a column for it, to be said before it is taken in: paid, in the workspace's currency, of the shop
 * `main`. Other kinds name what they lack, and formats known by name have it of themselves.
 */
export function assumedOf(kind: ImportKind, look: Pick<ImportLook, 'format' | 'mapping'>, options: Pick<ImportOptions, 'shop'>, currency: string): AssumedField[] {
  if (kind !== 'orders' || look.format !== 'generic') return [];
  const all: AssumedField[] = [{ field: 'status', value: 'paid' }, { field: 'currency', value: currency }, ...(options.shop ? [] : [{ field: 'shop', value: 'main' } as const])];
  return all.filter(({ field }) => !look.mapping[field]);
}
