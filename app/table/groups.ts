/** A group of a list's rows as SQL counts it: over all matching rows, not over the page. */
export interface RowGroup {
  /** What its rows have in common; empty where they have nothing (no light yet). */
  readonly value: string;
  readonly count: number;
}

/** A group as a page shows it: its heading, and those of its rows that lie on the page. */
export interface GroupSection<Row, Group extends RowGroup> {
  readonly group: Group;
  readonly isClosed: boolean;
  /** How many groups before it are closed: what tells whether it has moved. */
  readonly closedBefore: number;
  readonly rows: readonly Row[];
}

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly groupOf: (row: Row) => string;
  readonly closed: readonly string[];
  /** Whether rows lie before and after the page. */
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/**
 * The groups whose headings stand on a page, in their order: those of its rows and the closed ones around them. A group that goes on
 * over several pages has its heading on each; a closed one stands with what follows it, and after the last row with what went before.
 */
export function groupsOfPage<Row, Group extends RowGroup>(groups: readonly Group[], { rows, groupOf, closed, hasBefore, hasAfter }: Page<Row>): Group[] {
  const places = new Map(groups.map(({ value }, place) => [value, place]));
  const placeOf = (row: Row | undefined) => (row === undefined ? undefined : places.get(groupOf(row)));
  const isClosed = (place: number) => closed.includes(groups[place]?.value ?? '');
  let first = hasBefore ? (placeOf(rows[0]) ?? 0) : 0;
  while (first > 0 && isClosed(first - 1)) first -= 1;
  const last = hasAfter ? (placeOf(rows.at(-1)) ?? groups.length - 1) : groups.length - 1;
  return groups.slice(first, last + 1);
}

/** The rows of a page under their groups. A row whose group is not among them (it has moved since they were counted) stands in the last. */
export function sectionsOf<Row, Group extends RowGroup>(groups: readonly Group[], rows: readonly Row[], groupOf: (row: Row) => string, closed: readonly string[]): GroupSection<Row, Group>[] {
  const known = new Set(groups.map(({ value }) => value));
  return groups.map((group, place) => ({
    group, isClosed: closed.includes(group.value), closedBefore: groups.slice(0, place).filter(({ value }) => closed.includes(value)).length,
    rows: rows.filter((row) => groupOf(row) === group.value || (place === groups.length - 1 && !known.has(groupOf(row)))),
  }));
}
