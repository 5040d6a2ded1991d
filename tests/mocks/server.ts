import { setupServer } from 'msw/node';

/** Stands in for outside vendors in every integration test. A test adds its vendor: `mockServer.use(...shopifyHandlers)`. */
export const mockServer = setupServer();

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Requests to this machine (servers that a test started) pass; any other that no handler answers fails the test. */
export function refuseUnmockedRequest(request: Request, print: { error(): void }): void {
  if (!loopbackHosts.has(new URL(request.url).hostname)) print.error();
}
