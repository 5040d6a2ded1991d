import { listCandidates, listProposalEvidence } from '#db/queries/proposal.server.ts';
import type { CollaborationStep } from '#app/domain/collaboration.ts';
import { advanceCollaboration } from '../advance-collaboration.server.ts';
import { decideProposal } from '../decide-proposal.server.ts';
import { runReview } from '../run-review.server.ts';
import { SWAP, SWAPPED_IN } from './q2-campaign.ts';
import type { Cast, Launched, LaunchedCampaign, Stage } from './stage.ts';
import { known, wanted } from './stage.ts';

/**
 * The quarter's swap, as it happened: a review in the middle of the campaign proposed to replace a partner, somebody accepted that
 * evening, and the replacement went live the next day. What was predicted then stands beside what came of it.
 */
export async function playSwap(stage: Stage, cast: Cast, campaign: LaunchedCampaign, launched: readonly Launched[]): Promise<Launched> {
  const { db, workspaceId, timeline, doingAt } = stage;
  const offset = campaign.offsetOf(SWAP.campaignDay);
  const evening = doingAt(timeline.at(offset, 20));
  const outgoing = known(SWAP.outgoing, launched.find(({ story }) => story.handle === SWAP.outgoing));
  const incoming = known(SWAP.incoming, cast.get(SWAP.incoming));
  wanted('the review of the swap', await runReview(db, { workspaceId, campaignSlug: campaign.slug, asOf: timeline.day(offset) }, evening), 'reviewed');
  const proposal = (await listProposalEvidence(db, workspaceId, [outgoing.collaborationId])).find((one) => one.status === 'open');
  const proposalId = known('the proposal to swap', proposal?.id);
  const candidate = (await listCandidates(db, workspaceId, proposalId)).find((one) => one.kolId === incoming.kolId && one.secondKolId === null);
  const decision = { decision: 'accept' as const, reason: '替换后预期收益最高', rank: known('the candidate', candidate?.rank) };
  const accepted = wanted('the swap', await decideProposal(db, { workspaceId, proposalId, ...decision }, evening), 'accepted');
  const replacement = known('the replacement', accepted.replacements[0]);
  const { collaborationId } = replacement;
  await advance(stage, { collaborationId, version: 1 }, ['offer', 'agree', 'start'], timeline.at(offset + 1, 9));
  const feeMinor = known('the price', candidate?.priceMinor);
  return {
    story: { handle: SWAP.incoming, feeMinor, currency: 'CNY', leakedOrders: 0, ...SWAPPED_IN }, campaign, member: incoming, collaborationId,
    code: replacement.trackingCode, coupon: replacement.coupon, endsInDays: outgoing.endsInDays,
  };
}

/** Takes steps in a collaboration's life, an hour between them. */
async function advance(
  { db, workspaceId, doingAt }: Stage, { collaborationId, version }: { collaborationId: string; version: number }, steps: readonly CollaborationStep[], at: Date,
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const doing = doingAt(new Date(at.getTime() + index * 3_600_000));
    wanted(step, await advanceCollaboration(db, { workspaceId, collaborationId, step, reason: '按计划推进', version: version + index }, doing), 'advanced');
  }
}

/** Ends what has run its flight, on the morning after. */
export async function endFlights(stage: Stage, launched: readonly Launched[], replacement: Launched): Promise<void> {
  for (const { collaborationId, endsInDays, story } of launched) {
    if (story.handle !== SWAP.outgoing) await advance(stage, { collaborationId, version: 1 }, ['end'], stage.timeline.at(endsInDays + 1, 9));
  }
  // Three steps brought the replacement to life.
  await advance(stage, { collaborationId: replacement.collaborationId, version: 4 }, ['end'], stage.timeline.at(replacement.endsInDays + 1, 9));
}
