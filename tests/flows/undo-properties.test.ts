import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'csv-stringify/sync';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { undoImport } from '#app/services/undo-import.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { imageOfWorkspace } from '#tests/setup/workspace-image.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'system', id: null, name: 'test' } } as const;

type Rows = readonly (readonly (string | number)[])[];

/** Imports A and B, then undoes B: everything is as A left it. A import that changes nothing can be undone too. */
async function undoneBIsA(workspaceId: string, kind: ImportKind, a: Rows, b: Rows): Promise<void> {
  const take = async (rows: Rows) => {
    const bytes = new TextEncoder().encode(stringify(rows.map((row) => [...row])));
    const outcome = await importFile(t.db, { workspaceId, kind, format: 'auto', fileName: 'x.csv', bytes, dryRun: false, skipBadRows: true }, doing);
    if (outcome.status !== 'applied') throw new Error(JSON.stringify(outcome));
    return outcome.importId;
  };
  await take(a);
  await settleRollups(t.db, { workspaceId, now: NOON });
  const before = await imageOfWorkspace(t.pool, workspaceId);
  const importId = await take(b);
  expect(await undoImport(t.db, { workspaceId, importId }, doing)).toMatchObject({ status: 'undone' });
  await settleRollups(t.db, { workspaceId, now: NOON });
  expect(await imageOfWorkspace(t.pool, workspaceId)).toEqual(before);
}

const rosterRow = fc.tuple(
  fc.constantFrom('Lily', 'Max', '莉莉', 'x'), fc.constantFrom('douyin', 'xiaohongshu'), fc.constantFrom('a', 'B', 'c', 'd'), fc.constantFrom('', '3.3k', '12万'), fc.constantFrom('', '100', '0.01'),
  fc.constantFrom('', 'beauty;tech', 'home'), fc.constantFrom('', '2026-08-01'),
);
const orderRow = fc.tuple(
  fc.constantFrom('1', '2', '3', '4', '5'), fc.constantFrom('2026-06-20T10:00:00+08:00', '2026-06-21T10:00:00+08:00', '2026-07-01T23:59:59+08:00'), fc.constantFrom('10.00', '199.99', '0.01'),
  fc.constantFrom('0', '5'), fc.constantFrom('paid', 'refunded', 'cancelled', 'pending'), fc.constantFrom('', 'LILY15', 'MAX15', 'LILY15;MAX15'), fc.constantFrom('', 'a@x.test', 'b@x.test', 'c@x.test'),
  fc.constantFrom('CNY', 'USD'),
);

test('whatever two rosters hold: the second one undone is the first one alone', async () => {
  const heading = ['name', 'platform', 'handle', 'followers', 'price', 'verticals', 'available_from'];
  await fc.assert(
    fc.asyncProperty(fc.array(rosterRow, { maxLength: 6 }), fc.array(rosterRow, { maxLength: 6 }), async (a, b) => {
      await undoneBIsA(await aWorkspace(t.db), 'roster', [heading, ...a], [heading, ...b]);
    }),
    { numRuns: 20 },
  );
});

test('whatever orders two files hold: the second one undone is the first one alone, credits, first orders and totals included', async () => {
  const heading = ['order_id', 'placed_at', 'merchandise', 'refunded', 'status', 'discount_codes', 'customer', 'currency'];
  await fc.assert(
    fc.asyncProperty(fc.array(orderRow, { maxLength: 8 }), fc.array(orderRow, { maxLength: 8 }), async (a, b) => {
      const workspaceId = await aWorkspace(t.db);
      await aCollaboration(t.db, { workspaceId, coupon: 'LILY15' });
      await aCollaboration(t.db, { workspaceId, coupon: 'MAX15' });
      await undoneBIsA(workspaceId, 'orders', [heading, ...a], [heading, ...b]);
    }),
    { numRuns: 25 },
  );
});
