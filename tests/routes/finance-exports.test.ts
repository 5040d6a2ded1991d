import { beforeAll, describe, expect, test } from 'vitest';
import { readSheet } from 'read-excel-file/node';
import { findWorkspace } from '#db/queries/workspace.server.ts';
import type { Role } from '#app/domain/permission.ts';
import { ROLES } from '#app/domain/permission.ts';
import { amountText } from '#app/domain/money.ts';
import { readAnchors } from '#app/lib/anchor-file.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { loader as apiStatement } from '#app/routes/api.v1.collaborations_.$id.statement/route.ts';
import { loader as auditCsv } from '#app/routes/audit[.]csv/route.ts';
import { loader as auditLog } from '#app/routes/audit._index/route.tsx';
import { action as verifyPage, loader as checkPage } from '#app/routes/finance.check/route.tsx';
import { loader as proof } from '#app/routes/finance.check_.proof[.]json/route.ts';
import { action as runCheck } from '#app/routes/finance.check_.run/route.ts';
import { loader as exportFile } from '#app/routes/finance.export.$file/route.ts';
import { loader as statementPage } from '#app/routes/finance._index/route.tsx';
import { loader as kolPage } from '#app/routes/finance.$kolId/route.tsx';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { postMoney } from '#app/services/post-money.server.ts';
import { runKol } from '#scripts/run-kol.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { anApiToken } from '#tests/factories/token.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { sealedLines } from '#tests/setup/sealed-file.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let kolId: string;
let collaborationId: string;

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  const { workspaceId } = world;
  const campaignId = await aCampaign(t.db, { workspaceId, slug: 'foreign', name: '=foreign' });
  const kol = await aKol(t.db, { workspaceId, name: '@SUM(A1)' });
  kolId = kol.kolId;
  ({ collaborationId } = await aCollaboration(t.db, { workspaceId, campaignId, kol, feeMinor: 123_457 }));
  const money = { workspace_id: workspaceId, collaboration_id: collaborationId, currency: 'USD', rate: '7.1', created_at: NOON };
  await t.db.insertInto('cost_item').values({ ...money, id: newId(), kind: 'boost', amount_minor: 33_333, commission_basis_points: null, incurred_on: '2026-07-01', identity: 'b' }).execute();
  await t.db.insertInto('payment').values({ ...money, id: newId(), stage: 'agreement', amount_minor: 1_111, status: 'paid', paid_on: '2026-07-02', reference: '=1+1', updated_at: NOON }).execute();
  await t.db.insertInto('invoice').values({
    ...money, id: newId(), number: '-7', amount_minor: 1_112, issued_on: '2026-07-01', received_on: '2026-07-02', file_name: null, created_by_name: 'somebody', voided_at: null, voided_by_name: null, void_reason: null,
  }).execute();
  const idsOf = async (table: 'cost_item' | 'payment') => (await t.db.selectFrom(table).select('id').where('workspace_id', '=', workspaceId).execute()).map((row) => row.id);
  const posting = { costIds: await idsOf('cost_item'), paymentIds: await idsOf('payment') };
  await t.db.transaction().execute((trx) => postMoney(trx, { id: workspaceId, currency: 'CNY' }, posting, { now: NOON, actor: PORTAL_ACTOR }));
});

const fileOf = (file: string, search = '', role: Role = 'finance') => visit(exportFile, `/finance/export/${file}${search}`, { cookie: world.cookies[role], params: { file } });

async function download(file: string, search = ''): Promise<Response> {
  const answer = await fileOf(file, search);
  if (!(answer instanceof Response) || answer.status !== 200) throw new Error(`${file} was not given`);
  return answer;
}

async function kol(args: string[]) {
  const written: Uint8Array[] = [];
  const code = await runKol(args, {
    out: async (chunk) => void written.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk), tell: () => undefined, readInput: async () => '', now: new Date(),
    open: async () => {
      const workspace = await findWorkspace(t.db, world.workspaceId);
      if (!workspace) throw new Error('no workspace');
      return { db: t.db, workspace };
    },
  });
  return { code, out: Buffer.concat(written).toString('utf8') };
}

/** The sum of a column of decimals, in minor units. */
const sumOf = (head: string, lines: readonly string[], column: string) => {
  const at = head.replace('\uFEFF', '').split(',').indexOf(column);
  return lines.reduce((sum, line) => sum + Math.round(Number(line.split(',')[at] || 0) * 100), 0);
};

describe('one statement, whoever asks', () => {
  const FIGURES = [['committed', 'committedMinor'], ['invoiced', 'invoicedMinor'], ['paid', 'paidMinor'], ['revenue', 'revenueMinor'], ['refunds', 'refundedMinor']] as const;

  test('page, CSV, workbook, command line and API show the same figures, to the cent', async () => {
    const page = await dataOf(kolPage, `/finance/${kolId}`, { cookie: world.cookies.finance, params: { kolId } });
    const { head, lines, foot } = await sealedLines(await download('statements.csv', `?f.kol=${kolId}`));
    for (const [column, key] of FIGURES) expect(sumOf(head, lines, column), column).toBe(page.total[key]);
    expect(page.total).toMatchObject({ committedMinor: 123_457 + 236_664, paidMinor: 7_888, invoicedMinor: 7_895 });
    expect(page.seal).toMatchObject({ rows: lines.length, sha256: foot['sha256'] });

    const { rows, sheetFoot } = await workbook(await download('statements.xlsx', `?f.kol=${kolId}`));
    expect(rows).toHaveLength(lines.length);
    const at = head.split(',').indexOf('committed');
    expect(rows.reduce((sum, row) => sum + Math.round(Number(row[at] ?? 0) * 100), 0)).toBe(page.total.committedMinor);
    expect(sheetFoot).toMatchObject({ sha256: foot['sha256'], rows: String(lines.length) });

    const told = await kol(['export', 'statement', '--kol', kolId]);
    expect(told.code).toBe(0);
    expect((await sealedLines(told.out)).foot['sha256']).toBe(foot['sha256']);
    const items: { items: Record<string, unknown>[]; rows: number; sha256: string } = JSON.parse((await kol(['export', 'statement', '--kol', kolId, '--json'])).out);
    expect(items).toMatchObject({ rows: lines.length, sha256: foot['sha256'] });

    const token = await anApiToken(t.db, { workspaceId: world.workspaceId, scopes: ['costs:read'] });
    const answer = await apiStatement({ request: new Request('http://portal.test/x', { headers: { authorization: `Bearer ${token}` } }), params: { id: collaborationId }, context: {} });
    const { totals, invoices } = await answer.json();
    for (const [column, key] of FIGURES) expect(totals[column], column).toBe(amountText(page.total[key], 'CNY'));
    expect(totals).toMatchObject({ outstanding: amountText(page.total.remainingMinor, 'CNY'), roi: page.total.roi });
    expect(invoices).toMatchObject([{ number: '-7', amount: '11.12', currency: 'USD', rate: '7.1000000000' }]);
  });

  test('the rows of every grouping sum to the same total, and the whole agrees with the ledger', async () => {
    const by = (group: string) => dataOf(statementPage, `/finance?by=${group}`, { cookie: world.cookies.manager });
    const [first, ...others] = await Promise.all(['kol', 'tier', 'campaign', 'collaboration'].map(by));
    for (const report of [first, ...others]) {
      expect(report?.total).toEqual(first?.total);
      for (const [, key] of FIGURES) expect(report?.rows.reduce((sum, row) => sum + row.spend[key], 0)).toBe(report?.total[key]);
    }
    expect(first?.agreement).toMatchObject({ committedDifferenceMinor: 0, paidDifferenceMinor: 0 });
    const narrowed = await dataOf(statementPage, '/finance?f.tier=mid', { cookie: world.cookies.manager });
    expect(narrowed.agreement).toBeNull();
  });
});

async function workbook(answer: Response) {
  const sheet = await readSheet(Buffer.from(await answer.arrayBuffer()));
  const end = sheet.findIndex((row, index) => index > 0 && row.every((cell) => cell === null));
  const rows = sheet.slice(1, end);
  return { rows, sheetFoot: Object.fromEntries(sheet.slice(end + 1).map(([name, value]) => [String(name), String(value)])) };
}

describe('exports', () => {
  test('carry no live formula, name the ledger\'s head, and anchor it', async () => {
    const { text, foot } = await sealedLines(await download('statements.csv'));
    expect(text).toContain("'@SUM(A1)");
    expect(text).toContain("'=1+1");
    expect(text).toContain("'-7");
    const head = await t.db.selectFrom('ledger_entry').select(['sequence', 'hash']).where('workspace_id', '=', world.workspaceId).orderBy('sequence', 'desc').executeTakeFirstOrThrow();
    expect(foot).toMatchObject({ 'ledger entries': String(head.sequence), 'ledger head': head.hash.toString('hex') });
    expect(readAnchors(world.workspaceId).anchors.at(-1)).toMatchObject({ sequence: head.sequence, hash: head.hash.toString('hex') });
  });

  test('of the ledger hold every entry, oldest first, the same from page and command line', async () => {
    const { lines, foot } = await sealedLines(await download('ledger.csv'));
    const entries = await t.db.selectFrom('ledger_entry').select('sequence').where('workspace_id', '=', world.workspaceId).orderBy('sequence').execute();
    expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(entries.map((entry) => entry.sequence));
    expect((await sealedLines((await kol(['export', 'ledger'])).out)).foot['sha256']).toBe(foot['sha256']);
    const { rows } = await workbook(await download('ledger.xlsx'));
    expect(rows).toHaveLength(entries.length);
    expect((await kol(['export', 'ledger', '--from', 'soon'])).code).toBe(2);
  });

  test('are refused by right: statements to those who see costs, the ledger to finance and administrators', async () => {
    for (const role of ROLES) {
      const sees = ['manager', 'finance', 'admin'].includes(role);
      const audits = ['finance', 'admin'].includes(role);
      const status = async (file: string) => {
        const answer = await fileOf(file, '', role);
        return answer instanceof Response ? answer.status : 0;
      };
      expect(await status('statements.csv'), role).toBe(sees ? 200 : 403);
      expect(await status('ledger.csv'), role).toBe(audits ? 200 : 403);
      expect(await status('secrets.csv'), role).toBe(sees ? 404 : 403);
      const at = { cookie: world.cookies[role] };
      expect([await statusOf(auditLog, '/x', at), await statusOf(auditCsv, '/x', at), await statusOf(checkPage, '/x', at), await statusOf(proof, '/x', at)], role).toEqual(Array(4).fill(audits ? 200 : 403));
      expect(await statusOf(runCheck, '/x', { cookie: world.cookies[role], form: {} }), role).toBe(audits ? 200 : 403);
    }
  });
});

describe('the audit check', () => {
  test('says line by line how far it is, then that the chain holds; the proof says the same', async () => {
    const answer = await visit(runCheck, '/x', { cookie: world.cookies.finance, form: {} });
    const lines: { verdict?: { status: string; checked: number } }[] = (await (answer as Response).text()).trim().split('\n').map((line) => JSON.parse(line));
    expect(lines.at(-1)?.verdict).toMatchObject({ status: 'holds' });
    const { verdict } = await dataOf(verifyPage, '/x', { cookie: world.cookies.admin, form: {} });
    expect(verdict).toMatchObject({ status: 'holds', firstBroken: null });
    const told = await ((await visit(proof, '/x', { cookie: world.cookies.finance })) as Response).json();
    expect(told).toMatchObject({ form: 'kol-ledger-proof-1', status: 'holds', head: { sequence: verdict.checked, hash: verdict.headHash } });
    expect(told.anchors.at(-1)).toMatchObject({ sequence: verdict.checked });
  });
});

describe('the audit log', () => {
  test('is found by text, action and day, opens to its subject, and is exported whole', async () => {
    const list = (search: string) => dataOf(auditLog, `/audit${search}`, { cookie: world.cookies.admin });
    const all = await list('');
    expect(all.total).toBeGreaterThan(0);
    const [event] = all.rows;
    expect((await list(`?f.action=${event?.action ?? ''}`)).rows.every((row) => row.action === event?.action)).toBe(true);
    expect((await list(`?subject=${event?.subjectId ?? ''}`)).rows.map((row) => row.id)).toContain(event?.id);
    expect((await list('?q=no%25such_thing')).rows).toEqual([]);
    expect((await list('?to=2020-01-01')).rows).toEqual([]);
    const text = await ((await visit(auditCsv, '/audit.csv', { cookie: world.cookies.admin })) as Response).text();
    expect(text.trimEnd().split('\n').length).toBeGreaterThan(all.rows.length);
  });
});
