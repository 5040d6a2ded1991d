import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'csv-stringify/sync';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { TIERS } from '#app/domain/kol.ts';
import { writeTable } from '#app/lib/file-writing/write-table.server.ts';
import { collaborationsTable, rosterTable } from '#app/services/export-tables.server.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { aCampaign } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'system', id: null, name: 'test' } } as const;
const everything = { contacts: true, costs: true };

async function take(workspaceId: string, kind: ImportKind, bytes: Uint8Array) {
  const outcome = await importFile(t.db, { workspaceId, kind, format: 'auto', fileName: 'x', bytes, dryRun: false, skipBadRows: false }, doing);
  if (outcome.status === 'unusable') throw new Error(outcome.message);
  const { created, updated, unchanged, rejected } = outcome.result;
  return { created, updated, unchanged, rejected };
}

/** Text as people write it, with what formats and spreadsheets stumble over. */
const text = fc.string({ unit: fc.constantFrom('a', 'B', '莉', '😀', ' ', ',', ';', '"', "'", '=', '+', '@', '-', '1', '\n', '\t', '|', 'é', '%'), maxLength: 12 }).map((value) => `x${value}y`);
const rosterRow = fc.record({
  name: text, tier: fc.constantFrom(...TIERS), status: fc.constantFrom('active', 'bench', 'blocked'), platform: fc.constantFrom('douyin', 'xiaohongshu', 'other'),
  followers: fc.option(fc.nat()), price: fc.option(fc.nat({ max: 10 ** 9 }).map((minor) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`)), currency: fc.constantFrom('CNY', 'USD'),
  verticals: fc.uniqueArray(fc.constantFrom('beauty', '护肤', 'tech & more', '=1+1'), { maxLength: 3 }), notes: text, engagement_rate: fc.option(fc.nat({ max: 9999 }).map((basisPoints) => `${basisPoints / 100}%`)),
});
type RosterRow = typeof rosterRow extends fc.Arbitrary<infer Row> ? Row : never;
const ANYONE: RosterRow = { name: 'xy', tier: 'top', status: 'active', platform: 'douyin', followers: null, price: null, currency: 'CNY', verticals: [], notes: '', engagement_rate: null };

test('a roster that was exported imports again unchanged, as CSV and as a workbook, and makes the same roster elsewhere', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rosterRow, { minLength: 1, maxLength: 8 }), async (rows) => {
      const [here, there] = [await aWorkspace(t.db), await aWorkspace(t.db)];
      const headings = ['name', 'tier', 'status', 'platform', 'handle', 'followers', 'price', 'currency', 'verticals', 'notes', 'engagement_rate'];
      const cells = rows.map((row, index) => [row.name, row.tier, row.status, row.platform, `h${index}`, row.followers, row.price, row.currency, row.verticals.join(';'), row.notes, row.engagement_rate]);
      expect(await take(here, 'roster', Buffer.from(stringify([headings, ...cells])))).toMatchObject({ created: rows.length, rejected: [] });
      const exported = await rosterTable(t.db, here, everything);
      for (const format of ['csv', 'xlsx'] as const) {
        expect(await take(here, 'roster', await writeTable(exported, format))).toEqual({ created: 0, updated: 0, unchanged: rows.length, rejected: [] });
      }
      expect(await take(there, 'roster', await writeTable(exported, 'csv'))).toEqual({ created: rows.length, updated: 0, unchanged: 0, rejected: [] });
      expect(await rosterTable(t.db, there, everything)).toEqual(exported);
    }),
    // Two of the same name: nothing but their accounts tells them apart.
    { numRuns: 8, examples: [[[ANYONE, { ...ANYONE, verticals: ['beauty'] }, ANYONE, { ...ANYONE, followers: 0 }]]] },
  );
});

test('collaborations that were exported import again unchanged', async () => {
  const workspaceId = await aWorkspace(t.db);
  await aCampaign(t.db, { workspaceId, slug: 'summer' });
  await take(workspaceId, 'roster', Buffer.from('name,platform,handle,tier\n=A,douyin,lily,mid\nB,xiaohongshu,@桃子,top\n'));
  const file = 'campaign,platform,handle,fee,currency,starts_on,ends_on,coupon,published_at,status\nsummer,douyin,lily,30000.01,CNY,2026-06-15,2026-07-15,LILY15,2026-06-16T10:00:00+08:00,live\nsummer,xiaohongshu,桃子,5000,CNY,,,,,\n';
  expect(await take(workspaceId, 'collaborations', Buffer.from(file))).toMatchObject({ created: 2, rejected: [] });
  const exported = await collaborationsTable(t.db, workspaceId, everything);
  for (const format of ['csv', 'xlsx'] as const) {
    expect(await take(workspaceId, 'collaborations', await writeTable(exported, format))).toEqual({ created: 0, updated: 0, unchanged: 2, rejected: [] });
  }
});
