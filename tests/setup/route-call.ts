/** The arguments with which Remix calls a loader or action for somebody's request. */
export interface RouteCall {
  readonly cookie?: string;
  readonly params?: Record<string, string>;
  /** Sent as a form; makes the request a POST. */
  readonly form?: Record<string, string>;
}

export function routeCall(path: string, { cookie = '', params = {}, form }: RouteCall = {}) {
  const headers = { cookie };
  const request = new Request(`http://portal.test${path}`, form ? { method: 'POST', headers, body: new URLSearchParams(form) } : { headers });
  return { request, params, context: {} };
}

/** What a loader or action throws instead of answering. */
export async function thrownBy(run: () => Promise<unknown>): Promise<Response> {
  try {
    await run();
  } catch (error) {
    if (error instanceof Response) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
