import { PAYMENT_STAGES } from '#app/domain/cost.ts';
import { createRandom } from '#app/domain/proposals/random.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { splitByLargestRemainder } from '#app/domain/ratio.ts';
import { recordContent } from '../record-content.server.ts';
import type { PostReport } from '../record-content.server.ts';
import { recordCosts } from '../record-costs.server.ts';
import type { MadePayment } from '../record-payments.server.ts';
import { recordPayments } from '../record-payments.server.ts';
import { generateSnapshots } from './generate-content.ts';
import type { Launched, Stage } from './stage.ts';
import type { DemoCost } from './story.ts';
import { wanted } from './stage.ts';

/** Posts go out in the evening. */
export const POSTED_AT_HOUR = 19;

/** The costs beside the fees, all or some of them, written down on a day: what is promised before a flight is its plan. */
export async function recordStoryCosts(
  { db, workspaceId, timeline, doingAt }: Stage, launched: readonly Launched[], recordedOn: number, which: (cost: DemoCost) => boolean = () => true,
): Promise<void> {
  const costs = launched.flatMap(({ story, campaign, collaborationId }) =>
    story.costs.filter(which).map(({ kind, amountMinor, campaignDay, commissionBasisPoints, cancellable, note }) => ({
      collaborationId, kind, amountMinor, currency: 'CNY', commissionBasisPoints: commissionBasisPoints ?? null,
      incurredOn: campaignDay === null ? null : timeline.day(campaign.offsetOf(campaignDay)), cancellable, note,
    })));
  wanted('costs', await recordCosts(db, { workspaceId, costs }, doingAt(timeline.at(recordedOn, 16))), 'recorded');
}

/** The posts, with what their platforms reported at several ages. */
export async function recordStoryContent({ db, workspaceId, timeline, doingAt }: Stage, launched: readonly Launched[]): Promise<void> {
  const posts = launched.flatMap(({ story, campaign, member, collaborationId }) => {
    const random = createRandom(`demo content ${campaign.slug} ${story.handle}`);
    return story.posts.flatMap(({ campaignDay, views }, index): PostReport[] => {
      const publishedAt = timeline.at(campaign.offsetOf(campaignDay), POSTED_AT_HOUR);
      const url = `https://${member.platform}.example/${encodeURIComponent(story.handle)}/${campaign.slug}-${index + 1}`;
      const report = { collaborationId, platform: member.platform, url, publishedAt };
      const snapshots = generateSnapshots({ publishedAt, views, platform: member.platform, tier: member.tier }, timeline.at(-1, 22), random);
      return snapshots.length === 0 ? [{ ...report, snapshot: null }] : snapshots.map((snapshot) => ({ ...report, snapshot }));
    });
  });
  wanted('content', await recordContent(db, { workspaceId, source: 'demo', posts }, doingAt(timeline.now)), 'recorded');
}

/** Payments made by a day (in days from today) at the latest, and not by `after`. */
export async function recordStoryPayments(
  { db, workspaceId, timeline, doingAt }: Stage, launched: readonly Launched[], days: { readonly after: number; readonly by: number },
): Promise<void> {
  const payments = launched.flatMap(({ story, campaign, collaborationId }) => {
    const parts = splitByLargestRemainder(story.feeMinor, DEFAULT_POLICY.money.paymentSplitBasisPoints);
    return story.paid.flatMap(([stage, campaignDay]): MadePayment[] => {
      const offset = campaign.offsetOf(campaignDay);
      if (offset <= days.after || offset > days.by) return [];
      const reference = `${campaign.slug}-${story.handle}-${stage}`;
      return [{ collaborationId, stage, amountMinor: parts[PAYMENT_STAGES.indexOf(stage)] ?? 0, currency: story.currency, paidOn: timeline.day(offset), reference }];
    });
  });
  wanted('payments', await recordPayments(db, { workspaceId, payments }, doingAt(timeline.now)), 'recorded');
}
