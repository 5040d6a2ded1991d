import type { Kysely } from 'kysely';
import { findProposalKey } from '#db/queries/proposal.server.ts';
import type { Database } from '#db/schema.ts';
import { assessCollaborations } from '#app/domain/proposals/assess.ts';
import type { StoredEvidence } from '#app/domain/proposals/evidence-changes.ts';
import { gatherReviewFacts } from './gather-review-facts.server.ts';
import { evidenceNow, isReviewable } from './proposal-rows.server.ts';

export interface CurrentEvidence {
  readonly hash: string;
  readonly evidence: StoredEvidence;
}

/** What a proposal's evidence is with the facts as they are now, as of the proposal's own day; null when nothing would be proposed. */
export async function currentEvidence(db: Kysely<Database>, workspaceId: string, proposalId: string): Promise<CurrentEvidence | null> {
  const key = await findProposalKey(db, workspaceId, proposalId);
  if (!key) return null;
  const facts = await gatherReviewFacts(db, workspaceId, key.asOf, { costs: 'now' });
  const assessment = assessCollaborations(facts).find((one) => one.facts.id === key.collaborationId);
  return assessment && isReviewable(assessment) ? evidenceNow(workspaceId, assessment, facts) : null;
}
