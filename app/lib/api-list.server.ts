import * as z from 'zod';
import type { ProblemError } from './problem.server.ts';
import { problem } from './problem.server.ts';

const ID_CURSOR = z.uuid();
const ORDER_CURSOR = z.tuple([z.string(), z.string()]);

/** Reads a request's parameters; a 422 that names each wrong one with its value and what was expected. */
export function readQuery<Schema extends z.ZodObject>(url: URL, schema: Schema): { ok: true; query: z.output<Schema> } | { ok: false; response: Response } {
  const parsed = z.strictObject(schema.shape).safeParse(Object.fromEntries(url.searchParams));
  if (parsed.success) return { ok: true, query: schema.parse(Object.fromEntries(url.searchParams)) };
  const errors = parsed.error.issues.flatMap((issue): ProblemError[] => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: key, code: 'unknown_parameter', message: 'there is no such parameter' }));
    const field = String(issue.path[0] ?? '');
    return [{ field, code: issue.code, value: (url.searchParams.get(field) ?? '').slice(0, 200), message: issue.message }];
  });
  return { ok: false, response: problem(422, 'A parameter is wrong', { errors }) };
}

/** Cursors are opaque to callers: the key of the last row, encoded. */
export function idCursor(text: string | undefined): string | null | undefined {
  if (text === undefined) return null;
  const parsed = ID_CURSOR.safeParse(decode(text));
  return parsed.success ? parsed.data : undefined;
}

export function orderCursor(text: string | undefined): { shop: string; orderId: string } | null | undefined {
  if (text === undefined) return null;
  const parsed = ORDER_CURSOR.safeParse(decode(text));
  return parsed.success ? { shop: parsed.data[0], orderId: parsed.data[1] } : undefined;
}

export function encodeCursor(key: string | readonly [string, string]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

export const badCursor = () => problem(422, 'The cursor is not one that this list gave', { errors: [{ field: 'cursor', code: 'invalid', message: 'use nextCursor of the page before' }] });

/** A page of a list: the rows asked for, and a cursor when the query found one more. */
export function listResponse<Row, Item>(rows: readonly Row[], limit: number, toItem: (row: Row) => Item, keyOf: (row: Row) => string | readonly [string, string]): Response {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return Response.json({ items: shown.map(toItem), nextCursor: rows.length > limit && last ? encodeCursor(keyOf(last)) : null });
}
