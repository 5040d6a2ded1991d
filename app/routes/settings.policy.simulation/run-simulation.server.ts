import type { Kysely } from 'kysely';
import { listCollaborationLabels, listKolNames } from '#db/queries/policy-simulation.server.ts';
import { findPolicyDraft } from '#db/queries/policy-draft.server.ts';
import type { Database } from '#db/schema.ts';
import type { PolicySimulation } from '#app/services/simulate-policy.server.ts';
import { simulatePolicy } from '#app/services/simulate-policy.server.ts';

export interface NamedSimulation extends PolicySimulation {
  /** Of every collaboration that moves, by id. */
  readonly labels: Readonly<Record<string, { readonly kolName: string; readonly campaignName: string }>>;
  /** Of KOLs who gain or lose the mark, by id. */
  readonly kolNames: Readonly<Record<string, string>>;
}

/** Simulates the open draft and names who moves; null when no draft is open. */
export async function runSimulation(db: Kysely<Database>, workspaceId: string, now: Date): Promise<NamedSimulation | null> {
  const draft = await findPolicyDraft(db, workspaceId);
  if (!draft) return null;
  const simulation = await simulatePolicy(db, { workspaceId, policy: draft.policy }, { now });
  const { moves, pastLights, pastFuses, longTerm } = simulation;
  const moving = [...new Set([...moves, ...pastLights, ...pastFuses].map((move) => move.collaborationId))];
  const [labels, kolNames] = await Promise.all([listCollaborationLabels(db, workspaceId, moving), listKolNames(db, workspaceId, [...longTerm.gained, ...longTerm.lost])]);
  return {
    ...simulation, kolNames: Object.fromEntries(kolNames),
    labels: Object.fromEntries(labels.map(({ id, kolName, campaignName }) => [id, { kolName, campaignName }])),
  };
}
