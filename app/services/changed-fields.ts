import type { JsonObject, JsonValue } from '#app/domain/json.ts';

/** Columns that say nothing about what a person changed. */
const BOOKKEEPING = new Set(['workspace_id', 'id', 'created_at', 'updated_at', 'version']);
/** Columns whose values the audit log does not repeat: it is kept for good and read by people who may not see them. */
const PERSONAL = new Set(['contact_email']);

type Cell = string | number | boolean | Date | readonly string[] | null;

/** The columns in which two states of a row differ, as they were and as they are; all of them for a new row. */
export function changedFields(before: object | undefined, after: object): { previous: JsonObject; next: JsonObject; count: number } {
  const was = new Map<string, Cell>(Object.entries(before ?? {}));
  const previous: JsonObject = {};
  const next: JsonObject = {};
  let count = 0;
  for (const [column, value] of Object.entries(after)) {
    if (BOOKKEEPING.has(column)) continue;
    const [old, now] = [jsonOf(was.get(column) ?? null), jsonOf(value)];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    count += 1;
    previous[column] = PERSONAL.has(column) && old !== null ? 'hidden' : old;
    next[column] = PERSONAL.has(column) && now !== null ? 'hidden' : now;
  }
  return { previous, next, count };
}

function jsonOf(value: Cell): JsonValue {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? [...value] : typeof value === 'object' ? null : value;
}
