import type { RowFilter } from '#app/domain/row-filter.ts';

/**
 * Writes a filter into an address: a parameter for each condition, named by its group, so that `c1.any=tier is top`,
 * `c1.any=platform is xiaohongshu`, `c2.any=roi in ..1` and `c2.any=light is red` ask for "(tier is top or platform is xiaohongshu) and
 * (ROI at most 1 or light is red)". `c=any` joins the groups by "or"; a condition that stands alone is `c1=...`.
 */
export function setFilter(parameters: URLSearchParams, filter: RowFilter | undefined): void {
  if (filter?.join === 'any') parameters.set('c', 'any');
  filter?.groups.forEach(({ join, conditions }, index) => {
    for (const condition of conditions) parameters.append(`c${index + 1}${conditions.length > 1 ? `.${join}` : ''}`, condition);
  });
}

/** The name of a parameter that holds a condition: the number of its group, and how the group is joined. */
export const CONDITION_PLACE = /^c([1-9]\d?)(?:\.(all|any))?$/;

/** What `setFilter` has written, as it stands there; an address of others is read by `readFilter`, which knows what may be asked. */
export function ownFilter(parameters: URLSearchParams): RowFilter | undefined {
  const groups: { join: 'all' | 'any'; conditions: string[] }[] = [];
  for (const [place, text] of parameters) {
    const [, number, join] = CONDITION_PLACE.exec(place) ?? [];
    if (number) (groups[Number(number) - 1] ??= { join: join === 'any' ? join : 'all', conditions: [] }).conditions.push(text);
  }
  return groups.length > 0 ? { join: parameters.get('c') === 'any' ? 'any' : 'all', groups } : undefined;
}
