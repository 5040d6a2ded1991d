import { beforeAll, describe, expect, test } from 'vitest';
import { importFile } from '#app/services/import-file.server.ts';
import { loader as show } from '#app/routes/imports.$importId/route.tsx';
import { loader as rejectsCsv } from '#app/routes/imports.$importId_.rejects[.]csv/route.tsx';
import { loader as rejectsXlsx } from '#app/routes/imports.$importId_.rejects[.]xlsx/route.tsx';
import { action as undo, loader as undoPage } from '#app/routes/imports.$importId_.undo/route.tsx';
import { writeTable } from '#app/lib/file-writing/write-table.server.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
beforeAll(async () => {
  world = await aPortalWorld(t.db);
});

async function take(kind: ImportKind, content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const doing = { now: NOON, actor: { kind: 'user', id: null, name: 'Lily' } } as const;
  const outcome = await importFile(t.db, { workspaceId: world.workspaceId, kind, format: 'auto', fileName: `${kind}.csv`, bytes, dryRun: false, skipBadRows: true }, doing);
  if (outcome.status !== 'applied') throw new Error(JSON.stringify(outcome));
  return outcome.importId;
}
const at = (importId: string, cookie = world.cookies.manager) => ({ cookie, params: { importId } });
const statusAndPlace = (answer: unknown) => (answer instanceof Response ? [answer.status, answer.headers.get('location')] : answer);

const ROSTER = 'name,platform,handle,price,currency,contact_email\nUma,douyin,uma_undo,100,CNY,uma@example.com\n';

describe('what an import changes', () => {
  test('is shown field by field: amounts and contacts to whoever may see them', async () => {
    await take('roster', ROSTER);
    const importId = await take('roster', ROSTER.replace('100', '120.50').replace('uma@', 'u@'));
    const { differences } = await dataOf(show, '/imports/x', at(importId));
    expect(differences?.updated).toMatchObject({
      kept: 1, total: 1, rows: [{
        line: 2, subjectKind: 'kol', label: 'Uma', fields: [
          { field: 'price', before: { minor: 10_000, currency: 'CNY' }, after: { minor: 12_050, currency: 'CNY' } },
          { field: 'contact_email', before: 'uma@example.com', after: 'u@example.com' },
        ],
      }],
    });
    expect(differences?.created.rows).toEqual([]);
  });

  test('of orders names no buyer', async () => {
    const file = (merchandise: string, buyer: string) => `order_id,placed_at,merchandise,currency,customer\nundo-1,2026-07-01T00:00:00Z,${merchandise},CNY,${buyer}\n`;
    await take('orders', file('1', 'a@example.com'));
    const importId = await take('orders', file('2', 'b@example.com'));
    const { differences } = await dataOf(show, '/imports/x', at(importId, world.cookies.operations));
    expect(differences?.updated.rows[0]?.fields).toEqual([
      { field: 'merchandise', before: { minor: 100, currency: 'CNY' }, after: { minor: 200, currency: 'CNY' } }, { field: 'customer', before: null, after: { hidden: true } },
    ]);
    expect(JSON.stringify(differences)).not.toContain('example.com');
  });
});

describe('undoing an import', () => {
  test('asks first, does it, and leads back to the import; a second time it leads there at once', async () => {
    const importId = await take('roster', 'name,platform,handle\nVic,douyin,vic_undo\n');
    expect((await dataOf(undoPage, '/imports/x/undo', at(importId))).run).toMatchObject({ created: 1 });
    const back = [303, `/imports/${importId}`];
    expect(statusAndPlace(await visit(undo, '/imports/x/undo', { ...at(importId), form: {} }))).toEqual(back);
    expect((await dataOf(show, '/imports/x', at(importId))).run).toMatchObject({ status: 'undone', undoneBy: 'The manager' });
    expect(statusAndPlace(await visit(undo, '/imports/x/undo', { ...at(importId), form: {} }))).toEqual(back);
    expect(statusAndPlace(await visit(undoPage, '/imports/x/undo', at(importId)))).toEqual(back);
  });

  test('is refused with what stands in the way', async () => {
    const importId = await take('roster', 'name,platform,handle\nWes,douyin,wes_undo\n');
    const { id: accountId, kol_id: kolId } = await t.db.selectFrom('kol_account').select(['id', 'kol_id']).where('handle', '=', 'wes_undo').executeTakeFirstOrThrow();
    await aCollaboration(t.db, { workspaceId: world.workspaceId, kol: { kolId, accountId } });
    expect(await visit(undo, '/imports/x/undo', { ...at(importId), form: {} })).toMatchObject({ data: { problem: 'refused', reasons: [{ obstacle: 'collaborations-of-kols', count: 1 }] }, init: { status: 409 } });
  });

  test('is for whoever may import such files, and for imports that are there', async () => {
    const importId = await take('roster', 'name,platform,handle\nXia,douyin,xia_undo\n');
    for (const role of ['operations', 'content', 'viewer'] as const) {
      const expected = role === 'operations' ? 404 : 403;
      expect([await statusOf(undoPage, '/imports/x/undo', at(importId, world.cookies[role])), await statusOf(undo, '/imports/x/undo', { ...at(importId, world.cookies[role]), form: {} })]).toEqual([expected, expected]);
    }
    expect(await statusOf(undo, '/imports/x/undo', { ...at(crypto.randomUUID()), form: {} })).toBe(404);
    expect((await dataOf(show, '/imports/x', at(importId))).run.status).toBe('applied');
  });
});

describe('the file of rejected rows', () => {
  const rows = [['Yan', 'douyin', 'yan_undo', 'many'], ['Zoe', 'douyin', 'zoe_undo', '7']] as const;
  const headings = ['name', 'platform', 'handle', 'followers'];

  test('comes in the container that the file had', async () => {
    const csv = await take('roster', [headings, ...rows].map((row) => row.join(',')).join('\n'));
    const answer = await visit(rejectsCsv, '/imports/x/rejects.csv', at(csv));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Yan,douyin,yan_undo,many,');
    expect(statusAndPlace(await visit(rejectsXlsx, '/imports/x/rejects.xlsx', at(csv)))).toEqual([303, `/imports/${csv}/rejects.csv`]);

    const workbook = await take('roster', await writeTable({ name: 'x', headings, rows }, 'xlsx'));
    expect(statusAndPlace(await visit(rejectsCsv, '/imports/x/rejects.csv', at(workbook)))).toEqual([303, `/imports/${workbook}/rejects.xlsx`]);
    const sheet = await visit(rejectsXlsx, '/imports/x/rejects.xlsx', at(workbook));
    expect(sheet.headers.get('content-type')).toContain('spreadsheetml');
  });

  test('of an import that kept no rows is the list of its cells', async () => {
    const importId = await take('roster', [headings, ...rows].map((row) => row.join(',')).join('\n').replaceAll('undo', 'undo2'));
    await t.db.deleteFrom('import_reject_file').where('import_id', '=', importId).execute();
    expect(await (await visit(rejectsCsv, '/imports/x/rejects.csv', at(importId))).text()).toContain('line,column,value,code,message\n2,followers,many,not_a_number');
    expect(await statusOf(rejectsCsv, '/imports/x/rejects.csv', at(importId, world.cookies.operations))).toBe(404);
  });
});
