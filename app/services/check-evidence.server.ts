import type { Kysely } from 'kysely';
import { findProposalKey } from '#db/queries/proposal.server.ts';
import type { Database } from '#db/schema.ts';
import { assessCollaborations } from '#app/domain/proposals/assess.ts';
import { gatherReviewFacts } from './gather-review-facts.server.ts';
import { isReviewable, proposalRow } from './proposal-rows.server.ts';

/** What a proposal's evidence hashes to with the facts as they are now, as of the proposal's own day; null when nothing would be proposed. */
export async function currentEvidenceHash(db: Kysely<Database>, workspaceId: string, proposalId: string): Promise<string | null> {
  const key = await findProposalKey(db, workspaceId, proposalId);
  if (!key) return null;
  const facts = await gatherReviewFacts(db, workspaceId, key.asOf);
  const assessment = assessCollaborations(facts).find((one) => one.facts.id === key.collaborationId);
  return assessment && isReviewable(assessment) ? proposalRow(workspaceId, assessment, facts, key.createdAt).evidence_hash : null;
}
