import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createDiskStore } from '#app/lib/object-store/disk-store.server.ts';
import { setObjectStore } from '#app/lib/object-store/open-store.server.ts';
import { mockServer, refuseUnmockedRequest } from '#tests/mocks/server.ts';
import { failOnConsoleError } from './console-error.ts';

failOnConsoleError();

beforeAll(() => mockServer.listen({ onUnhandledRequest: refuseUnmockedRequest }));
afterEach(() => mockServer.resetHandlers());
afterAll(() => mockServer.close());

/** Files of the library go where they are gone with the test, and not into the data folder of a portal that runs from this checkout. */
const storeFolder = path.join(os.tmpdir(), `kol-test-store-${process.pid}`);
setObjectStore(createDiskStore(storeFolder));
afterAll(() => rm(storeFolder, { recursive: true, force: true }));
