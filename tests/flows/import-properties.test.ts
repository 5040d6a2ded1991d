import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'csv-stringify/sync';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { amountText } from '#app/domain/money.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { aCampaign, aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'system', id: null, name: 'test' } } as const;

async function take(workspaceId: string, kind: ImportKind, rows: readonly (readonly (string | number)[])[], dryRun = false) {
  const bytes = new TextEncoder().encode(stringify(rows.map((row) => [...row])));
  const outcome = await importFile(t.db, { workspaceId, kind, format: 'auto', fileName: 'x.csv', bytes, dryRun, skipBadRows: true }, doing);
  if (outcome.status === 'unusable') throw new Error(outcome.message);
  return outcome.result;
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const handle = fc.string({ unit: fc.constantFrom('a', 'B', 'c', '1', '_', '莉', '😀'), minLength: 1, maxLength: 5 });
const rosterRow = fc.tuple(text, fc.constantFrom('douyin', '抖音', 'xhs', 'nowhere'), handle, fc.constantFrom('', '-', '12.5万', '3.3k', 'x', '7'), fc.constantFrom('', '12.34%', '50'), text);

test('whatever rows a roster holds: a preview tells what happens, every row is counted or rejected, and the same file again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rosterRow, { maxLength: 15 }), async (rows) => {
      const workspaceId = await aWorkspace(t.db);
      const file = [['name', 'platform', 'handle', 'followers', 'engagement_rate', 'notes'], ...rows];
      const preview = await take(workspaceId, 'roster', file, true);
      const first = await take(workspaceId, 'roster', file);
      expect(preview).toEqual(first);
      expect(first.created + new Set(first.rejected.map((reject) => reject.line)).size).toBeLessThanOrEqual(rows.length);
      const accounts = await t.db.selectFrom('kol_account').select('id').where('workspace_id', '=', workspaceId).execute();
      expect(accounts).toHaveLength(first.created);
      expect(await take(workspaceId, 'roster', file)).toEqual({ ...first, created: 0, updated: 0, unchanged: first.created });
    }),
    { numRuns: 25 },
  );
});

test('whatever fees and costs a file holds: payments sum to the fee exactly, costs to the rows, and both files again change nothing', async () => {
  const minor = fc.integer({ min: 0, max: 9_999_999_999 });
  const cost = fc.tuple(fc.constantFrom('boost', 'seeding', 'other'), fc.constantFrom(0, 1, 199, 1_000_000), fc.constantFrom('2026-07-01', '2026-07-02'));
  await fc.assert(
    fc.asyncProperty(minor, minor, fc.array(cost, { maxLength: 8 }), async (fee, changedFee, costs) => {
      const workspaceId = await aWorkspace(t.db);
      await aCampaign(t.db, { workspaceId, slug: 'summer' });
      await aKol(t.db, { workspaceId, platform: 'douyin', handle: 'lily' });
      const heading = ['campaign', 'platform', 'handle', 'fee'];
      const paymentsOf = async () => (await t.db.selectFrom('payment').select('amount_minor').where('workspace_id', '=', workspaceId).execute()).map((row) => row.amount_minor);
      for (const amount of [fee, changedFee]) {
        const file = [heading, ['summer', 'douyin', 'lily', amountText(amount, 'CNY')]];
        expect((await take(workspaceId, 'collaborations', file)).rejected).toEqual([]);
        expect((await paymentsOf()).reduce((sum, part) => sum + part, 0)).toBe(amount);
        expect(await take(workspaceId, 'collaborations', file)).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
      }
      const file = [['campaign', 'handle', 'platform', 'kind', 'amount', 'incurred_on'], ...costs.map(([kind, amount, day]) => ['summer', 'lily', 'douyin', kind, amountText(amount, 'CNY'), day])];
      expect(await take(workspaceId, 'costs', file)).toMatchObject({ created: costs.length, rejected: [] });
      expect(await take(workspaceId, 'costs', file)).toMatchObject({ created: 0, updated: 0, unchanged: costs.length });
      const stored = await t.db.selectFrom('cost_item').select('amount_minor').where('workspace_id', '=', workspaceId).where('kind', '<>', 'fee').execute();
      expect(stored.reduce((sum, row) => sum + row.amount_minor, 0)).toBe(costs.reduce((sum, [, amount]) => sum + amount, 0));
    }),
    { numRuns: 15 },
  );
});
