import type { Kysely } from 'kysely';
import { upsertExchangeRate } from '#db/queries/exchange-rate.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { ALWAYS_ON_CAMPAIGN, ALWAYS_ON_COLLABORATIONS, TRIPPED_KOL } from './demo/always-on-campaign.ts';
import { raiseDoubts } from './demo/doubts.server.ts';
import { closeFirstMonth, filePapers, playSignOffs } from './demo/finance.server.ts';
import { closeCampaign, enrollCast, launchCampaign, launchCollaborations } from './demo/launch.server.ts';
import { fillLibrary } from './demo/library.server.ts';
import { Q2_CAMPAIGN, Q2_COLLABORATIONS } from './demo/q2-campaign.ts';
import { playScripts } from './demo/scripts.server.ts';
import { recordStoryContent, recordStoryCosts, recordStoryPayments } from './demo/record.server.ts';
import type { Cast, Launched, Stage } from './demo/stage.ts';
import { known, wanted } from './demo/stage.ts';
import { SUMMER_CAMPAIGN, SUMMER_COLLABORATIONS } from './demo/summer-campaign.ts';
import { endFlights, playSwap } from './demo/swap.server.ts';
import { createTimeline } from './demo/timeline.ts';
import { backgroundOf, joined, takeInTraffic, trafficOf } from './demo/traffic.server.ts';
import { findWorkspaceNotices } from './find-notices.server.ts';
import { requestPayment } from './request-payment.server.ts';
import { runReview } from './run-review.server.ts';
import { settleRollups } from './settle-rollups.server.ts';

export const DEMO_WORKSPACE = {
  slug: 'demo', name: '澜夏 Lanxia', currency: 'CNY', timeZone: 'Asia/Shanghai',
  // Names that RFC 2606 and RFC 6761 reserve: nobody can own a destination there.
  allowedHosts: ['example.com', '*.example.com', 'example.org', '*.example.org', 'example.net', '*.example.net', '*.example', '*.test'],
  isDemo: true,
};

/** Who acts in the story. */
const STORYTELLER = { kind: 'system' as const, id: null, name: '演示 Demo' };

/** Yuan for a dollar, from before the story begins. */
const DOLLAR_RATE = '7.1000';

/**
 * Fills the demo workspace with the story of product.md section 15, through the same services that real data goes through. Everything
 * is told relative to `now`: the same `now` gives the same story.
 */
export async function loadDemo(db: Kysely<Database>, { workspaceId }: { workspaceId: string }, { now }: { now: Date }): Promise<void> {
  const { timeZone } = await getWorkspace(db, workspaceId);
  const stage: Stage = { db, workspaceId, timeline: createTimeline(now, timeZone), doingAt: (at) => ({ now: at, actor: STORYTELLER }) };
  await upsertExchangeRate(db, workspaceId, { currency: 'USD', validFrom: stage.timeline.day(-200), rate: DOLLAR_RATE });
  const cast = await enrollCast(stage);
  await playQ2(stage, cast);
  const running = await playRunningCampaigns(stage, cast);
  await settleRollups(db, { workspaceId, now });
  await reviewToDate(stage);
  await playSignOffs(stage, running, known('who has tripped', running.find(({ story }) => story.handle === TRIPPED_KOL)));
  await closeFirstMonth(stage);
  await raiseDoubts(stage, running);
  await findWorkspaceNotices(db, await getWorkspace(db, workspaceId), { now });
}

/** The quarter that is over, with the swap in the middle of it. */
async function playQ2(stage: Stage, cast: Cast): Promise<void> {
  const campaign = await launchCampaign(stage, Q2_CAMPAIGN);
  const launched = await launchCollaborations(stage, cast, campaign, Q2_COLLABORATIONS);
  const swapDay = campaign.offsetOf(25);
  await recordStoryCosts(stage, launched, campaign.offsetOf(1) - 1);
  await recordStoryContent(stage, launched);
  await recordStoryPayments(stage, launched, { after: -Infinity, by: swapDay });
  await takeInTraffic(stage, trafficOf(stage, launched));
  const replacement = await playSwap(stage, cast, campaign, launched);
  await recordStoryCosts(stage, [replacement], swapDay + 1);
  await recordStoryContent(stage, [replacement]);
  await recordStoryPayments(stage, [...launched, replacement], { after: swapDay, by: 0 });
  await takeInTraffic(stage, trafficOf(stage, [replacement]));
  await endFlights(stage, launched, replacement);
  await filePapers(stage, [...launched, replacement], 'Q2');
  await closeCampaign(stage, campaign);
}

/** The summer campaign and the always-on one beside it. */
async function playRunningCampaigns(stage: Stage, cast: Cast): Promise<Launched[]> {
  const { db, workspaceId, timeline, doingAt } = stage;
  const alwaysOn = await launchCollaborations(stage, cast, await launchCampaign(stage, ALWAYS_ON_CAMPAIGN), ALWAYS_ON_COLLABORATIONS);
  await recordStoryCosts(stage, alwaysOn, ALWAYS_ON_CAMPAIGN.startsInDays - 1);
  const summer = await launchCollaborations(stage, cast, await launchCampaign(stage, SUMMER_CAMPAIGN), SUMMER_COLLABORATIONS);
  await recordStoryCosts(stage, summer, SUMMER_CAMPAIGN.startsInDays - 1, ({ kind }) => kind !== 'boost');
  // Bought while the posts were doing well: above what was promised when the flights began.
  await recordStoryCosts(stage, summer, SUMMER_CAMPAIGN.startsInDays + 8, ({ kind }) => kind === 'boost');
  const launched = [...alwaysOn, ...summer];
  await recordStoryContent(stage, launched);
  await fillLibrary(stage, launched);
  await recordStoryPayments(stage, launched, { after: -Infinity, by: 0 });
  await playScripts(stage, summer);
  const live = launched.filter((one) => one.story.sales !== null);
  await takeInTraffic(stage, joined([trafficOf(stage, alwaysOn), trafficOf(stage, summer), backgroundOf(stage, live)]));
  for (const [index, { requested }] of SUMMER_COLLABORATIONS.entries()) {
    if (requested === null) continue;
    const collaborationId = summer[index]?.collaborationId ?? '';
    wanted('the request', await requestPayment(db, { workspaceId, collaborationId, stage: requested }, doingAt(timeline.at(-2, 15))), 'requested');
  }
  await filePapers(stage, launched, 'Q3');
  return launched;
}

/** The reviews that were held: at the end of each period of the summer campaign, and today. */
async function reviewToDate({ db, workspaceId, timeline, doingAt }: Stage): Promise<void> {
  const periodEnds = [SUMMER_CAMPAIGN.startsInDays + 13, SUMMER_CAMPAIGN.startsInDays + 27];
  for (const offset of periodEnds) {
    wanted('a review', await runReview(db, { workspaceId, asOf: timeline.day(offset) }, doingAt(timeline.at(offset + 1, 8))), 'reviewed');
  }
  wanted('the review', await runReview(db, { workspaceId, asOf: timeline.day(0) }, doingAt(timeline.now)), 'reviewed');
}
