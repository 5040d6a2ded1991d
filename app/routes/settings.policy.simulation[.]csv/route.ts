import type { CsvCell } from '#app/lib/csv-download.server.ts';
import { csvDownload } from '#app/lib/csv-download.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import type { PolicyMove } from '#app/domain/proposals/policy-moves.ts';
import { runSimulation } from '../settings.policy.simulation/run-simulation.server.ts';

const HEADINGS = ['collaboration_id', 'kol', 'campaign', 'kind', 'as_of', 'before', 'after', 'figure_before', 'figure_after'];

/** Every move of the simulation, of today and of past reviews; a row each. Without an open draft nobody moves. */
export const loader = page('audit:read', async ({ db, workspaceId, now }) => {
  const found = await runSimulation(db, workspaceId, now);
  if (!found) return csvDownload({ name: 'policy-simulation', headings: HEADINGS, rows: [] });
  const row = (id: string, kind: string, day: string, states: readonly [string | null, string | null], figures: readonly [CsvCell, CsvCell]): CsvCell[] =>
    [id, found.labels[id]?.kolName ?? '', found.labels[id]?.campaignName ?? '', kind, day, ...states, ...figures];
  const past = (kind: string, moves: typeof found.pastLights | typeof found.pastFuses) =>
    moves.map((move) => row(move.collaborationId, kind, move.day, [move.before, move.after], [null, null]));
  return csvDownload({
    name: `policy-simulation-${found.asOf}`, headings: HEADINGS,
    rows: [
      ...found.moves.map((move) => row(move.collaborationId, move.kind, found.asOf, [move.before.state, move.after.state], figuresOf(move))),
      ...past('light', found.pastLights), ...past('fuse', found.pastFuses),
    ],
  });
});

/** The figure that a move hangs on: ROI at close, score, or periods below; a verdict hangs on several. */
function figuresOf(move: PolicyMove): readonly [CsvCell, CsvCell] {
  switch (move.kind) {
    case 'light':
      return [roiCell(move.before.roi), roiCell(move.after.roi)];
    case 'grade':
      return [move.before.score, move.after.score];
    case 'fuse':
      return [move.before.below, move.after.below];
    case 'verdict':
      return [null, null];
  }
}

function roiCell(roi: number | null): CsvCell {
  return roi === null ? null : { decimal: roi.toFixed(2) };
}
