import type { RowFilter } from '#app/domain/row-filter.ts';
import { rowFilter } from '#app/domain/row-filter.ts';
import type { TableQuery } from './url-state.ts';

/** Other groups of conditions; null takes them back. */
export function withWhere(query: TableQuery, where: RowFilter | null): TableQuery {
  const { where: _replaced, problems: _problems, ...rest } = query;
  return { ...rest, ...(where && { where }), page: null };
}

/** Without one condition of the groups, and without its group where it was the last of it. */
export function withoutCondition(query: TableQuery, { join, groups }: RowFilter, group: number, condition: number): TableQuery {
  return withWhere(query, rowFilter({ join, groups: groups.map((each, place) => (place === group ? { ...each, conditions: each.conditions.toSpliced(condition, 1) } : each)) }));
}
