import { openDatabase } from '#db/client.server.ts';
import { openLedger } from '#app/services/open-ledger.server.ts';
import { verifyLedger } from '#app/services/verify-ledger.server.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import type { BenchLine } from './line.ts';
import { median } from './line.ts';
import { makeRoiWorld } from './roi-world.ts';

const COLLABORATIONS = 2_000;
const ENTRIES = 100_000;
const NO_ANCHORS = { anchors: [], brokenLines: [] };

/** A ledger of 100,000 costs: posted whole, and checked from the first entry to the last, sums of costs and payments included (reliability.md, F18). */
export const ledgerLine: BenchLine = {
  name: 'ledger',
  measure: async (bench) => {
    const handle = openDatabase(await bench.makeDatabase('ledger'), { max: 2, statementTimeoutMs: 0 });
    try {
      const workspaceId = await aWorkspace(handle.db);
      await makeRoiWorld(handle.pool, workspaceId, { kols: 500, collaborations: COLLABORATIONS, orders: 1_000 });
      // Each collaboration has its fee; the others are boosts of small amounts.
      await handle.pool.query(
        `insert into cost_item (workspace_id, id, collaboration_id, kind, amount_minor, currency, rate, incurred_on, identity, created_at)
         select workspace_id, gen_random_uuid(), id, 'boost', 1000 + n, 'CNY', '1', starts_on, 'boost ' || n, now() from collaboration, generate_series(1, $1) n where workspace_id = $2`,
        [ENTRIES / COLLABORATIONS - 1, workspaceId],
      );
      await handle.pool.query('analyze');
      bench.progress(`ledger: posting ${ENTRIES} entries`);
      const startedAt = performance.now();
      const made = await openLedger(handle.db, { now: NOON });
      const posting = (performance.now() - startedAt) / 1_000;
      if (made !== ENTRIES) throw new Error(`${made} entries were made`);
      const seconds: number[] = [];
      for (let round = 0; round < (bench.quick ? 2 : bench.rounds); round += 1) {
        bench.progress(`ledger: check ${round + 1}`);
        const before = performance.now();
        const verdict = await verifyLedger(handle.db, { workspaceId, anchorFile: NO_ANCHORS }, { now: NOON });
        seconds.push((performance.now() - before) / 1_000);
        if (verdict.status !== 'holds' || verdict.checked !== ENTRIES) throw new Error(`the ledger does not hold: ${JSON.stringify(verdict)}`);
      }
      const alone = { unit: 's', reference: null, ratio: null } as const;
      return [
        { figure: `ledger: ${ENTRIES.toLocaleString('en')} entries verified`, value: median(seconds), ...alone, demanded: { of: 'value', bound: 'at most', limit: 10 } },
        { figure: `ledger: ${ENTRIES.toLocaleString('en')} costs posted at once`, value: posting, ...alone, demanded: null, note: 'when a portal that had no ledger is brought up to date' },
      ];
    } finally {
      await handle.close();
    }
  },
};
