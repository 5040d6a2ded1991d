import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateToLatest } from '#db/migrate.server.ts';
import { mockServer } from '#tests/mocks/server.ts';
import { startFaultServer } from './fault-server.ts';
import type { FaultServer } from './fault-server.ts';
import type { UploadPlace } from './upload-fault-rounds.ts';
import { fillUnderUploads, killUnderUploads } from './upload-fault-rounds.ts';

/** More with KOL_FAULT_ROUNDS; `npm run bench -- asset-faults` does 20. */
const ROUNDS = Number(process.env['KOL_FAULT_ROUNDS'] ?? 2);
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-upload-faults-'));
process.env['KOL_DATA_DIR'] = dataDir;

let server: FaultServer;
let place: UploadPlace;
beforeAll(async () => {
  mockServer.close(); // only this machine is spoken to, and connections must break as they really do
  server = await startFaultServer();
  await migrateToLatest(server.handle.db);
  place = { handle: server.handle, databaseUrl: server.url, dataDir };
});
afterAll(async () => {
  await server.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

it(`kill -9 of the portal, ${ROUNDS} times under uploads: what was acknowledged is there to go on with, each file is stored once, nothing else is left`, { timeout: 60_000 + ROUNDS * 10_000 }, async () => {
  const verdict = await killUnderUploads(place, ROUNDS, 2_000_000);
  expect(verdict).toMatchObject({ bytesLost: 0, wrong: 0, missing: 0, orphans: 0 });
  expect(verdict.files).toBeGreaterThan(5);
});

it.each(['arriving', 'library'] as const)('a disk that is full where files are %s: the answer says so, nothing is stored in half, and with room again all go on', { timeout: 60_000 }, async (where) => {
  const { how, refusal, keptBytes, verdict } = await fillUnderUploads(place, where);
  expect(verdict).toMatchObject({ files: 3, bytesLost: 0, wrong: 0, missing: 0, orphans: 0 });
  if (how.startsWith('a disk')) {
    expect(refusal).toMatchObject({ code: 507, text: expect.stringContaining('no room') });
    expect(keptBytes).toBeGreaterThan(0);
  } else expect(refusal.code).toBeGreaterThanOrEqual(500);
});
