import type * as z from 'zod';
import { MAX_BATCH } from '#app/domain/ingestion/api-fields.ts';
import type { RequestContext } from './authorize.server.ts';
import type { ApiAnswer } from './idempotency.server.ts';
import { answerOnce } from './idempotency.server.ts';
import type { ProblemError } from './problem.server.ts';
import { problem } from './problem.server.ts';

/** An item that holds, with its place in the request. */
export interface BatchItem<T> {
  readonly index: number;
  readonly value: T;
}

export interface BatchRun {
  /** Counts and whatever else the answer says of the items that were taken in. */
  readonly result: Readonly<Record<string, number | (string | null)[]>>;
  /** Items that only the database could tell were wrong, by their place in the request. With any of these and without `partial` nothing was stored. */
  readonly rejected: readonly ProblemError[];
}

/** Fields whose values name a person are not even repeated to their sender. */
const PRIVATE_FIELDS = new Set(['customer', 'visitor']);
const LONGEST_VALUE = 200;

/**
 * The frame of a batch request (interfaces.md): up to 1,000 items as an array or as `{"items": [...]}`, all or nothing with a 422 that lists every
 * rejected item, unless `?partial=true`; idempotent by key. `run` gets the items that hold and must be all or nothing itself.
 */
export async function answerBatch<Item>(
  context: RequestContext, name: string, itemSchema: z.ZodType<Item>,
  run: (items: readonly BatchItem<Item>[], options: { partial: boolean; total: number }) => Promise<BatchRun>,
): Promise<Response> {
  const { request, url, db, workspaceId, now } = context;
  if (request.method !== 'POST') return problem(405, 'Send a batch with POST', {}, { allow: 'POST' });
  const partial = url.searchParams.get('partial') === 'true';
  const body = await request.text();
  return await answerOnce(db, request, { workspaceId, route: `POST ${url.pathname}${partial ? '?partial=true' : ''}`, body, now }, async () => {
    const batch = readItems(body, name);
    if (batch instanceof Response) return batch;
    const { items, rejected } = checkItems(batch, itemSchema);
    if (rejected.length > 0 && !partial) return refused(rejected);
    const outcome = await run(items, { partial, total: batch.length });
    const all = [...rejected, ...outcome.rejected].toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0));
    if (all.length > 0 && !partial) return refused(all);
    return { status: 200, body: { ...outcome.result, rejected: all.map((error) => ({ ...error })) } } satisfies ApiAnswer;
  });
}

function refused(errors: readonly ProblemError[]): Response {
  return problem(422, `Nothing was stored: ${errors.length} value${errors.length === 1 ? ' was' : 's were'} rejected`, { errors });
}

function readItems(body: string, name: string): unknown[] | Response {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return problem(400, 'The body is not JSON');
  }
  const items = itemsOf(parsed, name);
  if (items === null) return problem(422, `The body must be an array of ${name}, or an object whose only field "items" holds it`);
  if (items.length > MAX_BATCH) return problem(422, `A request takes at most ${MAX_BATCH} items; this one has ${items.length}`);
  return items;
}

/** The array, whether bare or as the only field of an object under `items` or the plural that the path says. */
function itemsOf(parsed: unknown, name: string): unknown[] | null {
  if (Array.isArray(parsed)) return parsed;
  if (typeof parsed !== 'object' || parsed === null) return null;
  const entries = Object.entries(parsed);
  const [only] = entries;
  const inner: unknown = entries.length === 1 && only !== undefined && (only[0] === 'items' || only[0] === name) ? only[1] : null;
  return Array.isArray(inner) ? inner : null;
}

function checkItems<Item>(batch: readonly unknown[], itemSchema: z.ZodType<Item>): { items: BatchItem<Item>[]; rejected: ProblemError[] } {
  const items: BatchItem<Item>[] = [];
  const rejected: ProblemError[] = [];
  batch.forEach((raw, index) => {
    const parsed = itemSchema.safeParse(raw);
    if (parsed.success) items.push({ index, value: parsed.data });
    else rejected.push(...parsed.error.issues.flatMap((issue) => itemErrors(index, raw, issue)));
  });
  return { items, rejected };
}

function itemErrors(index: number, raw: unknown, issue: z.core.$ZodIssue): ProblemError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ index, field: [...issue.path, key].join('.'), code: 'unknown_field', message: 'there is no such field' }));
  }
  const field = issue.path.join('.');
  const value = valueAt(raw, issue.path);
  const isMissing = value === undefined && issue.code === 'invalid_type';
  const code = isMissing ? 'required' : issue.code === 'custom' ? String(issue.params?.['code'] ?? 'invalid') : issue.code;
  const shown = isRepeated(issue.path, value) ? { value: text(value) } : {};
  return [{ index, field, code, ...shown, message: isMissing ? `${field || 'the item'} is required` : issue.message }];
}

/** Only a plain value of a field of its own: a whole item, or an object where a text belongs, may name a person anywhere inside. */
function isRepeated(path: readonly PropertyKey[], value: unknown): boolean {
  if (path.length === 0 || PRIVATE_FIELDS.has(String(path[0]))) return false;
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = new Map<PropertyKey, unknown>(Object.entries(value)).get(String(key));
  }
  return value;
}

function text(value: unknown): string {
  return String(value).slice(0, LONGEST_VALUE);
}
