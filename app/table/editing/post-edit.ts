import * as z from 'zod/mini';
import type { CellAnswer } from './edit-grid.tsx';

const answerSchema = z.union([
  z.object({ status: z.literal('saved'), runId: z.string(), version: z.number(), label: z.string() }),
  z.object({ status: z.literal('unchanged') }),
  z.object({ status: z.literal('refused'), problem: z.string(), detail: z.string() }),
  z.object({ status: z.literal('stale'), theirs: z.string(), version: z.number() }),
]);

/** Sends a form and reads the answer of a cell; a connection that breaks is an answer too, as what was typed must stay. */
export async function postForm(action: string, fields: Readonly<Record<string, string>>): Promise<CellAnswer> {
  const answer = await post(action, fields);
  if (answer === null) return { status: 'failed' };
  if (answer.httpStatus === 404) return { status: 'gone' };
  const read = answerSchema.safeParse(answer.body);
  return read.success ? read.data : { status: 'failed' };
}

/** Posts a form to a route without a page of its own and reads its JSON; null when there is no connection. */
export async function post(action: string, fields: Readonly<Record<string, string>>): Promise<{ readonly httpStatus: number; readonly body: unknown } | null> {
  try {
    const response = await fetch(action, { method: 'POST', body: new URLSearchParams(fields), headers: { accept: 'application/json' } });
    const text = await response.text();
    return { httpStatus: response.status, body: parse(text) };
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
