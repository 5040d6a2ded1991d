import { afterAll, afterEach, beforeAll } from 'vitest';
import { mockServer, refuseUnmockedRequest } from '#tests/mocks/server.ts';
import { failOnConsoleError } from './console-error.ts';

failOnConsoleError();

beforeAll(() => mockServer.listen({ onUnhandledRequest: refuseUnmockedRequest }));
afterEach(() => mockServer.resetHandlers());
afterAll(() => mockServer.close());
