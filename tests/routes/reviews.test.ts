import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { decideProposal } from '#app/services/decide-proposal.server.ts';
import { reportReview } from '#app/services/report-review.server.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { loader as list } from '#app/routes/reviews._index/route.tsx';
import { loader } from '#app/routes/reviews.$slug.$periodNumber/route.tsx';
import { loader as csv } from '#app/routes/reviews.$slug.$periodNumber_.report[.]csv/route.ts';
import { loader as xlsx } from '#app/routes/reviews.$slug.$periodNumber_.report[.]xlsx/route.ts';
import { loader as roiRows } from '#app/routes/roi_.rows/route.tsx';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
beforeAll(async () => {
  world = await aPortalWorld(t.db);
  await decideProposal(t.db, { workspaceId: world.workspaceId, proposalId: world.params.get('proposalId') ?? '', decision: 'reject', reason: 'not yet' }, { now: NOON, actor: PORTAL_ACTOR });
  await runReview(t.db, { workspaceId: world.workspaceId, asOf: '2026-07-20' }, { now: new Date('2026-07-21T00:00:00Z'), actor: PORTAL_ACTOR });
});

const at = (periodNumber: string, role: keyof PortalWorld['cookies'] = 'manager', slug = 'planted') => ({ cookie: world.cookies[role], params: { slug, periodNumber } });
/** The period from 29 June to 12 July: all sixty orders were placed in it. */
const report = async () => (await dataOf(loader, '/reviews/planted/2', at('2'))).report;

test('the list has every period that has begun, the latest first', async () => {
  const { campaigns } = await dataOf(list, '/reviews', { cookie: world.cookies.manager });
  expect(campaigns[0]?.periods.at(-1)).toEqual({ index: 1, startDay: '2026-06-15', lastDay: '2026-06-28', isOver: true });
  expect(campaigns[0]?.periods[0]?.index).toBeGreaterThan(2);
});

test('a report has the period\'s results, and its tiers open to rows that sum to them', async () => {
  const { tiers, total, startDay, lastDay, asOf } = await report();
  expect({ startDay, lastDay, asOf }).toEqual({ startDay: '2026-06-29', lastDay: '2026-07-12', asOf: '2026-07-12' });
  expect(tiers).toMatchObject([{ key: 'mid', collaborations: 1, revenueMinor: 60 * 19_900, orders: 60 }]);
  const rows = await dataOf(roiRows, '/roi/rows?period=planted~2&f.campaign=planted', { cookie: world.cookies.manager });
  expect(rows).toMatchObject({ creditedMinor: total.revenueMinor, countedMinor: total.costMinor, stored: null, orderCount: 60 });
});

test('it names lights that changed, and what the period did to the fuses with the figures that decided', async () => {
  const { lightChanges, fuseSteps, total } = await report();
  expect(lightChanges).toMatchObject([{ collaborationId: world.params.get('collaborationId'), after: 'red' }]);
  expect(fuseSteps).toMatchObject([{ collaborationId: world.params.get('collaborationId'), revenueMinor: total.revenueMinor, costMinor: total.costMinor, roi: total.roi }]);
  expect(fuseSteps[0]?.stateAfter).not.toBe('closed');
});

test('proposals stand with their decisions, and what was moved with its prediction', async () => {
  const { proposals, moved, swaps } = await report();
  expect(proposals).toMatchObject([{ status: 'rejected', decisionReason: 'not yet' }]);
  expect({ moved, swaps }).toEqual({ moved: [], swaps: [] });
});

test('the same facts give the same report, byte for byte, also as a file', async () => {
  const twice = async () => JSON.stringify(await reportReview(t.db, { workspaceId: world.workspaceId, campaignSlug: 'planted', periodNumber: 2 }, { now: NOON }));
  expect(await twice()).toBe(await twice());
  const answer = await visit(csv, '/reviews/planted/2/report.csv', at('2'));
  if (!(answer instanceof Response)) throw new Error('no file');
  const lines = parse(await answer.text(), { columns: true, bom: true }) as Record<string, string>[];
  expect(lines.find((line) => line['section'] === 'total')).toMatchObject({ revenue: '11940.00', orders: '60' });
  const workbook = await visit(xlsx, '/reviews/planted/2/report.xlsx', at('2'));
  expect(workbook instanceof Response && new Uint8Array(await workbook.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
});

test('a period that has not begun, an unknown campaign and a number that is none are not found', async () => {
  for (const [number, slug] of [['999', 'planted'], ['1', 'none'], ['0', 'planted'], ['x', 'planted'], ['1.5', 'planted']] as const) {
    expect(await statusOf(loader, '/reviews', at(number, 'manager', slug))).toBe(404);
    expect(await statusOf(csv, '/reviews', at(number, 'manager', slug))).toBe(404);
  }
});

test('reports are for those who see costs', async () => {
  for (const role of ['content', 'operations', 'viewer'] as const) {
    for (const one of [loader, csv, xlsx]) expect(await statusOf<unknown>(one, '/reviews/planted/2', at('2', role))).toBe(403);
    expect(await statusOf(list, '/reviews', { cookie: world.cookies[role] })).toBe(403);
    expect(await statusOf(roiRows, '/roi/rows', { cookie: world.cookies[role] })).toBe(403);
  }
});
