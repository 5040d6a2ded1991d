import { STATUS_CODES } from 'node:http';

/** One thing that is wrong with a request: which item of a batch, which field, its value, and what was expected. */
export interface ProblemError {
  readonly index?: number;
  readonly field: string;
  readonly code: string;
  readonly value?: string;
  readonly message: string;
}

/** An RFC 9457 answer: `{type,title,status,detail,errors}`. */
export function problem(
  status: number,
  detail: string,
  extra: { readonly errors?: readonly ProblemError[] } = {},
  headers: Record<string, string> = {},
): Response {
  const body = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, ...extra };
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json', ...headers } });
}
