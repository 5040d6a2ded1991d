import { afterAll, beforeAll, expect, it } from 'vitest';
import { mockServer } from '#tests/mocks/server.ts';
import { crashDatabase, cutDatabase, DRAINED_WITHIN_MS, fillDisk } from './fault-rounds.ts';
import { startFaultServer } from './fault-server.ts';
import type { FaultServer } from './fault-server.ts';
import { aFaultWorld } from './fault-world.ts';

/** A minute with KOL_FAULT_AWAY_MS=60000; `npm run bench -- faults` does that. */
const AWAY_MS = Number(process.env['KOL_FAULT_AWAY_MS'] ?? 6_000);

let server: FaultServer;
beforeAll(async () => {
  mockServer.close(); // only this machine is spoken to, and connections must break as they really do
  server = await startFaultServer();
});
afterAll(() => server.stop());

it('PostgreSQL crashing under load is no answer other than a redirect, nothing lost, nothing twice', { timeout: 120_000 }, async () => {
  const world = await aFaultWorld(server.handle);
  const fault = await crashDatabase({ databaseUrl: server.url, dataDir: server.newDataDir(), world }, server.crash, 3);
  const verdict = await world.verify().finally(fault.stop);
  console.info(`PostgreSQL crashed 3 times: ${JSON.stringify({ ...verdict, ...fault, ...world.load.counts })}`);
  expect(fault).toMatchObject({ linkFailures: 0, unrecorded: 0 });
  expect(verdict).toMatchObject({ clicksLost: 0, ordersLost: 0, countedTwice: 0 });
});

it(`the database away for ${AWAY_MS} ms, and the portal killed and started again meanwhile, is the same`, { timeout: 120_000 + 3 * AWAY_MS }, async () => {
  const world = await aFaultWorld(server.handle);
  const fault = await cutDatabase({ databaseUrl: server.url, dataDir: server.newDataDir(), world }, AWAY_MS);
  const verdict = await world.verify().finally(fault.stop);
  console.info(`database away: ${JSON.stringify({ ...verdict, ...fault, ...world.load.counts })}`);
  expect(fault).toMatchObject({ linkFailures: 0, unrecorded: 0 });
  expect(fault.spooled).toBeGreaterThan(100);
  expect(fault.spoolDrainedAfterMs).toBeLessThan(DRAINED_WITHIN_MS);
  expect(verdict).toMatchObject({ clicksLost: 0, ordersLost: 0, countedTwice: 0 });
});

it('with the database away and the disk full nobody is sent on without being kept, and it heals by itself', { timeout: 180_000 }, async () => {
  const world = await aFaultWorld(server.handle);
  const fault = await fillDisk({ databaseUrl: server.url, dataDir: server.newDataDir(), world });
  const verdict = await world.verify().finally(fault.stop);
  console.info(`disk full (${fault.how}): ${JSON.stringify({ ...verdict, ...fault, ...world.load.counts })}`);
  expect(fault.unrecorded).toBeGreaterThan(0);
  expect(fault.promisedWithoutRoom).toBe(0);
  expect(Object.keys(world.load.counts.linkStatuses)).toEqual(['503']);
  expect(fault.readyz).toContain('"degraded":true');
  expect(verdict).toMatchObject({ clicksLost: 0, ordersLost: 0, countedTwice: 0 });
});
