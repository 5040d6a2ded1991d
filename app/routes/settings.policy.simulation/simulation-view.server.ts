import type { PolicyChange } from '#app/domain/policy-changes.ts';
import type { MoveKind, PolicyMove } from '#app/domain/proposals/policy-moves.ts';
import { causesOf, MOVE_KINDS } from '#app/domain/proposals/policy-moves.ts';
import type { PastMove } from '#app/services/simulate-policy.server.ts';
import type { NamedSimulation } from './run-simulation.server.ts';

/** Rows of a kind that the page lists; the CSV lists all. */
const LISTED = 100;

export type SimulationView = ReturnType<typeof simulationView>;
export type MoveRow = PolicyMove & { readonly kolName: string; readonly campaignName: string };

/** A simulation as its page shows it: counts of all moves, the first of each kind, and where they can come from. */
export function simulationView({ labels, kolNames, ...found }: NamedSimulation) {
  const named = <Move extends { readonly collaborationId: string }>(move: Move) => ({ ...move, ...(labels[move.collaborationId] ?? { kolName: '', campaignName: '' }) });
  const { asOf, inForce, changes, beyond, collaborations, pastReviews, moves, pastLights, pastFuses, longTerm } = found;
  return {
    asOf, inForce, changes, beyond, collaborations, pastReviews,
    moving: new Set(moves.map((move) => move.collaborationId)).size,
    nobody: moves.length + pastLights.length + pastFuses.length + longTerm.gained.length + longTerm.lost.length === 0,
    kinds: MOVE_KINDS.map((kind) => ({ ...kindOf(kind, changes, moves), rows: moves.filter((move) => move.kind === kind).slice(0, LISTED).map(named) })),
    pastLights: pastOf(pastLights, named), pastFuses: pastOf(pastFuses, named),
    longTerm: { gained: longTerm.gained.map((id) => ({ id, name: kolNames[id] ?? '' })), lost: longTerm.lost.map((id) => ({ id, name: kolNames[id] ?? '' })) },
  };
}

function kindOf(kind: MoveKind, changes: readonly PolicyChange[], moves: readonly PolicyMove[]) {
  const own = moves.filter((move) => move.kind === kind);
  const counts = new Map<string, { before: PolicyMove['before']['state']; after: PolicyMove['after']['state']; count: number }>();
  for (const { before, after } of own) {
    const key = `${before.state} ${after.state}`;
    counts.set(key, { before: before.state, after: after.state, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return { kind, all: own.length, causes: causesOf(kind, changes), counts: [...counts.values()].sort((a, b) => b.count - a.count) };
}

function pastOf<State, Named>(moves: readonly PastMove<State>[], named: (move: PastMove<State>) => Named) {
  const latest = moves.toSorted((a, b) => (a.day > b.day ? -1 : a.day < b.day ? 1 : 0));
  return { all: moves.length, collaborations: new Set(moves.map((move) => move.collaborationId)).size, rows: latest.slice(0, LISTED).map(named) };
}
