import type { LoaderFunctionArgs } from '@remix-run/node';

type Handler<T> = (args: LoaderFunctionArgs) => Promise<T>;

interface Visit {
  readonly cookie: string;
  readonly params?: Readonly<Record<string, string>>;
  /** Fields of a form; makes the visit a POST. */
  readonly form?: Readonly<Record<string, string>>;
}

/** Calls a real loader or action as a browser would; what it throws as an answer is the answer. */
export async function visit<T>(handler: Handler<T>, address: string, { cookie, params = {}, form }: Visit): Promise<T | Response> {
  const init: RequestInit = { headers: { cookie }, ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}) };
  try {
    return await handler({ request: new Request(`http://portal.test${address}`, init), params, context: {} });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

/** The data of a loader; fails when it answered with a response. */
export async function dataOf<T>(handler: Handler<T>, address: string, how: Visit): Promise<Exclude<T, Response>> {
  const answer = await visit(handler, address, how);
  if (answer instanceof Response) throw new Error(`${address} answered ${answer.status}`);
  return answer as Exclude<T, Response>; // What is no response is the data.
}

/** The status of what a loader or action answered. */
export async function statusOf<T>(handler: Handler<T>, address: string, how: Visit): Promise<number> {
  const answer = await visit(handler, address, how);
  return answer instanceof Response ? answer.status : 200;
}
