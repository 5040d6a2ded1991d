import { afterAll, beforeAll, expect, it } from 'vitest';
import { mockServer } from '#tests/mocks/server.ts';
import { killPortal } from './fault-rounds.ts';
import { startFaultServer } from './fault-server.ts';
import type { FaultServer } from './fault-server.ts';
import { aFaultWorld } from './fault-world.ts';

/** More with KOL_FAULT_ROUNDS; `npm run bench -- faults` does 20. */
const ROUNDS = Number(process.env['KOL_FAULT_ROUNDS'] ?? 4);

let server: FaultServer;
beforeAll(async () => {
  mockServer.close(); // only this machine is spoken to, and connections must break as they really do
  server = await startFaultServer();
});
afterAll(() => server.stop());

it(`kill -9 of the whole portal, ${ROUNDS} times under clicks and signed orders, loses nothing that was acknowledged and counts nothing twice`, { timeout: 60_000 + ROUNDS * 10_000 }, async () => {
  const world = await aFaultWorld(server.handle);
  const { slowestReadyMs, stop } = await killPortal({ databaseUrl: server.url, dataDir: server.newDataDir(), world }, ROUNDS);
  const verdict = await world.verify().finally(stop);
  console.info(`kill -9: ${ROUNDS} rounds, ${JSON.stringify({ ...verdict, ...world.load.counts, slowestReadyMs: Math.round(slowestReadyMs) })}`);
  expect(verdict).toMatchObject({ clicksLost: 0, ordersLost: 0, countedTwice: 0 });
  expect(verdict.clicksAcknowledged).toBeGreaterThan(100);
  expect(verdict.ordersAcknowledged).toBeGreaterThan(0);
});
