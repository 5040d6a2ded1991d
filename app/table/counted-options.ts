import { parseCondition } from '#app/domain/row-condition.ts';
import type { FacetOption } from './facet-menu.tsx';
import type { TableQuery } from './url-state.ts';

type Counts = readonly { readonly value: string; readonly count: number }[];

/** A filter's options with how many rows each has; what was not counted has none. */
export function countedOptions(options: readonly FacetOption[], counts: Counts | undefined): readonly FacetOption[] {
  if (counts === undefined) return options;
  const known = new Map(counts.map(({ value, count }) => [value, count]));
  return options.map((option) => ({ ...option, count: known.get(option.value) ?? 0 }));
}

/** The same without options that no row has, for long lists; what is chosen stays, to be taken back. */
export function presentOptions(options: readonly FacetOption[], counts: Counts | undefined, chosen: readonly string[] = []): readonly FacetOption[] {
  return countedOptions(options, counts).filter(({ value, count }) => count === undefined || count > 0 || chosen.includes(value));
}

/** What is set of a filter, wanted or not wanted, by itself or in a group of conditions. */
export function chosenOf({ filters, excluded, where }: TableQuery, name: string): readonly string[] {
  const inGroups = (where?.groups ?? []).flatMap(({ conditions }) => conditions).flatMap((text) => {
    const condition = parseCondition(text);
    return condition?.column === name && 'values' in condition ? condition.values : [];
  });
  return [...new Set([...(filters[name] ?? []), ...(excluded?.[name] ?? []), ...inGroups])];
}
