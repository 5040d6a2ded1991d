import type { Kysely } from 'kysely';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { dayOf } from '#app/domain/period.ts';
import { candidateOutlook } from '#app/domain/proposals/candidates.ts';
import { learnFromPast } from '#app/domain/proposals/outlook.ts';
import { roiQuantile } from '#app/domain/proposals/roi-distribution.ts';
import { gatherReviewFacts } from './gather-review-facts.server.ts';

/** What ROI is to be expected of somebody on the bench: mean and 90 % interval. */
export interface ExpectedRoi {
  readonly kolId: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** By their own past collaborations; otherwise the tier's prior (product.md section 10). */
  readonly ownSales: boolean;
}

/** A slot that asks for nothing in particular, as the what-if takes it. */
const ANY_FIT = 0.5;

/** The outlook of everybody on the bench, as a proposal would see them: the whole past of the workspace is read once. */
export async function expectBenchRoi(db: Kysely<Database>, { workspaceId }: { readonly workspaceId: string }, { now }: { readonly now: Date }): Promise<ExpectedRoi[]> {
  const { timeZone } = await getWorkspace(db, workspaceId);
  const { bench, outlooks } = learnFromPast(await gatherReviewFacts(db, workspaceId, dayOf(now, timeZone)));
  return bench.map((kol) => {
    const outlook = candidateOutlook(kol, ANY_FIT, outlooks[kol.tier]);
    return { kolId: kol.kolId, mean: outlook.mean, low: roiQuantile(outlook, 0.05), high: roiQuantile(outlook, 0.95), ownSales: kol.history !== null };
  });
}
