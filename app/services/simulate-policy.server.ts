import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { getPolicy } from '#db/queries/policy.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { isPencilled } from '#app/domain/collaboration.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { dayOf } from '#app/domain/period.ts';
import type { Policy } from '#app/domain/policy.ts';
import type { PolicyChange } from '#app/domain/policy-changes.ts';
import { policyChanges } from '#app/domain/policy-changes.ts';
import type { JudgedCollaboration } from '#app/domain/proposals/assess.ts';
import { judgeCollaborations } from '#app/domain/proposals/assess.ts';
import type { PolicyPair } from '#app/domain/proposals/policy-history.ts';
import { fuseAsOf, lightsAsOf, pastReviews } from '#app/domain/proposals/policy-history.ts';
import type { PolicyMove } from '#app/domain/proposals/policy-moves.ts';
import { beyondReviews, causesOf, movesBetween } from '#app/domain/proposals/policy-moves.ts';
import type { ReviewFacts } from '#app/domain/proposals/review-facts.ts';
import { QUICK_COARSENESS } from '#app/domain/proposals/roi-distribution.ts';
import type { FuseState } from '#app/domain/scoring/fuse.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import { scoreCollaborations } from '#app/domain/scoring/score-collaborations.ts';
import type { Scorecard } from '#app/domain/scoring/scorecard.ts';
import { gatherReviewFacts } from './gather-review-facts.server.ts';
import { standingRows } from './review-rows.ts';

/** How far a simulation looks back (ux.md section 3.12). */
export const SIMULATED_DAYS = 90;

export interface SimulatePolicyInput {
  readonly workspaceId: string;
  readonly policy: Policy;
}

/** A light or fuse that would have been another at a review in the past. */
export interface PastMove<State> {
  readonly collaborationId: string;
  readonly day: CalendarDay;
  readonly before: State;
  readonly after: State;
}

/** What the reviews of the last 90 days would have said under other thresholds, beside what they say under those in force. */
export interface PolicySimulation {
  readonly asOf: CalendarDay;
  readonly inForce: number;
  readonly changes: readonly PolicyChange[];
  /** Those whose effect lies beyond reviews, so that nothing here shows it. */
  readonly beyond: readonly PolicyChange[];
  /** Collaborations that are reviewed today, and days in the past that were looked at. */
  readonly collaborations: number;
  readonly pastReviews: number;
  /** As of today. */
  readonly moves: readonly PolicyMove[];
  readonly pastLights: readonly PastMove<Light>[];
  readonly pastFuses: readonly PastMove<FuseState>[];
  /** KOLs who gain or lose the mark of the long-term programme. */
  readonly longTerm: { readonly gained: readonly string[]; readonly lost: readonly string[] };
}

/**
 * Runs the rules of a review twice, under the thresholds in force and under others, and tells who moves: lights, fuses, verdicts and grades as of
 * today, lights and fuses at each review date of the last 90 days too. Writes nothing. Orders keep the credits that they have.
 */
export async function simulatePolicy(db: Kysely<Database>, { workspaceId, policy }: SimulatePolicyInput, { now }: { readonly now: Date }): Promise<PolicySimulation> {
  const [workspace, inForce] = await Promise.all([getWorkspace(db, workspaceId), getPolicy(db, workspaceId)]);
  const asOf = dayOf(now, workspace.timeZone);
  const changes = policyChanges(inForce.policy, policy);
  const facts = await gatherReviewFacts(db, workspaceId, asOf, { under: inForce });
  const other = policy.attribution.model === inForce.policy.attribution.model ? facts : await gatherReviewFacts(db, workspaceId, asOf, { under: { ...inForce, policy } });
  const pair = { before: withoutModels(facts, inForce.policy), after: withoutModels(other, policy) };
  const judged = await judgeBoth(pair, changes);
  const carded = await scoreBoth(pair, changes);
  const reviewed = judged.before.filter(({ facts: one }) => !isPencilled(one.status));
  const [after, cardsBefore, cardsAfter] = [byId(judged.after, (one) => one.facts.id), byId(carded.before, cardId), byId(carded.after, cardId)];
  const past = pastReviews(pair.before, SIMULATED_DAYS);
  return {
    asOf, inForce: inForce.version, changes, beyond: beyondReviews(changes), collaborations: reviewed.length, pastReviews: past.length,
    moves: reviewed.flatMap((one) => {
      const { id } = one.facts;
      const [then, card, cardThen] = [after.get(id), cardsBefore.get(id), cardsAfter.get(id)];
      return then && card && cardThen ? movesBetween({ judged: one, card }, { judged: then, card: cardThen }) : [];
    }),
    pastLights: causesOf('light', changes).length === 0 ? [] : await pastLights(pair, past),
    pastFuses: reviewed.flatMap(({ facts: { id }, fuse }) => past.flatMap(({ day, collaborationIds }) => {
      const [was, is] = [fuseAsOf(fuse, day), fuseAsOf(after.get(id)?.fuse ?? fuse, day)];
      return was === is || !collaborationIds.has(id) ? [] : [{ collaborationId: id, day, before: was, after: is }];
    })),
    longTerm: longTermMoves(workspaceId, pair, judged, carded),
  };
}

interface Pair<Value> {
  readonly before: Value;
  readonly after: Value;
}

/** What the other attribution models say of a verdict is a question of its own, and most of the time a review takes. */
function withoutModels(facts: ReviewFacts, policy: Policy): ReviewFacts {
  const { otherCredits: _others, ...rest } = facts;
  return { ...rest, policy };
}

/** Both reviews; one where the changes touch nothing that it depends on. Other requests are answered between the two. */
async function judgeBoth({ before, after }: PolicyPair, changes: readonly PolicyChange[]): Promise<Pair<JudgedCollaboration[]>> {
  const judged = judgeCollaborations(before, QUICK_COARSENESS);
  await setImmediate();
  return { before: judged, after: causesOf('verdict', changes).length + causesOf('fuse', changes).length === 0 ? judged : judgeCollaborations(after, QUICK_COARSENESS) };
}

async function scoreBoth({ before, after }: PolicyPair, changes: readonly PolicyChange[]): Promise<Pair<Scorecard[]>> {
  await setImmediate();
  const scored = scoreCollaborations(before);
  await setImmediate();
  return { before: scored, after: causesOf('grade', changes).length === 0 ? scored : scoreCollaborations(after) };
}

async function pastLights(pair: PolicyPair, past: ReturnType<typeof pastReviews>): Promise<PastMove<Light>[]> {
  const moves: PastMove<Light>[] = [];
  for (const review of past) {
    for (const [collaborationId, lights] of lightsAsOf(pair, review)) {
      if (lights.before !== lights.after) moves.push({ collaborationId, day: review.day, ...lights });
    }
    await setImmediate();
  }
  return moves;
}

function longTermMoves(workspaceId: string, pair: PolicyPair, judged: Pair<JudgedCollaboration[]>, carded: Pair<Scorecard[]>): PolicySimulation['longTerm'] {
  const marked = (side: keyof Pair<unknown>) => {
    const { asOf, policyVersion, policy } = pair[side];
    const key = { workspaceId, asOf, policyVersion, attributionModel: policy.attribution.model };
    return new Set(standingRows(key, judged[side], carded[side], pair[side]).flatMap((row) => (row.long_term === true ? [row.kol_id] : [])));
  };
  const [was, is] = [marked('before'), marked('after')];
  return { gained: [...is].filter((id) => !was.has(id)), lost: [...was].filter((id) => !is.has(id)) };
}

function byId<One>(all: readonly One[], idOf: (one: One) => string): Map<string, One> {
  return new Map(all.map((one) => [idOf(one), one]));
}

const cardId = (card: Scorecard) => card.collaborationId;
