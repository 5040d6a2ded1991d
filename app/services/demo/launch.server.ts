import { listAccountsByKey } from '#db/queries/kol.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { openBooks } from '../books.server.ts';
import { createCollaborations } from '../create-collaboration.server.ts';
import { saveCampaign } from '../save-campaign.server.ts';
import { saveKol } from '../save-kol.server.ts';
import type { DemoKol } from './roster.ts';
import { DEMO_ROSTER } from './roster.ts';
import type { Cast, CastMember, Launched, LaunchedCampaign, Stage } from './stage.ts';
import { known, wanted } from './stage.ts';
import type { DemoCampaign, DemoCollaboration } from './story.ts';

/** Puts everybody on the roster; returns them by handle. */
export async function enrollCast({ db, workspaceId, timeline, doingAt }: Stage): Promise<Cast> {
  const doing = doingAt(timeline.at(-140, 10));
  return await inTransaction(db, async (trx) => {
    const kolIds = new Map<string, string>();
    for (const kol of DEMO_ROSTER) {
      const saved = wanted(kol.handle, await saveKol(trx, { workspaceId, ...formOf(kol, timeline) }, doing), 'created', 'saved');
      kolIds.set(kol.handle, saved.kolId);
    }
    const accounts = new Map((await listAccountsByKey(trx, workspaceId, DEMO_ROSTER)).map((account) => [account.handle, account]));
    return new Map(DEMO_ROSTER.map(({ handle, platform, tier }): [string, CastMember] => {
      const { accountId, kolId } = known(`account of ${handle}`, accounts.get(handle));
      return [handle, { kolId, accountId, platform, tier }];
    }));
  });
}

function formOf(kol: DemoKol, timeline: Stage['timeline']): Omit<Parameters<typeof saveKol>[1], 'workspaceId'> {
  // Audience figures differ from one to the next without being drawn: they tell nothing in the story.
  const shade = kol.followers % 97;
  return {
    kolId: null, version: null, name: kol.name, tier: kol.tier, status: kol.status, verticals: [...kol.verticals],
    priceMinor: kol.price === null ? null : kol.price * 100, priceCurrency: kol.price === null ? null : kol.currency,
    audienceFemaleBasisPoints: 5_200 + shade * 38, audience18To24BasisPoints: 2_100 + shade * 21, cityTier: shade % 3 === 0 ? '一线' : '新一线',
    contactEmail: `${kol.handle.replaceAll(/[^a-z0-9]+/g, '-')}@creators.example`, exclusiveWith: kol.exclusiveWith,
    availableFrom: kol.availableInDays === null ? null : timeline.day(kol.availableInDays), notes: kol.notes,
    accounts: [
      {
        platform: kol.platform, handle: kol.handle, profileUrl: `https://${kol.platform}.example/${encodeURIComponent(kol.handle)}`,
        followers: kol.followers, engagementBasisPoints: kol.engagementBasisPoints,
      },
    ],
  };
}

/** Plans a campaign. It is active while its story is told, as nothing can be promised in a closed one. */
export async function launchCampaign(stage: Stage, campaign: DemoCampaign): Promise<LaunchedCampaign> {
  const { slug, startsInDays } = campaign;
  const outcome = await saveCampaign(stage.db, { ...campaignForm(stage, campaign), campaignId: null, version: null }, stage.doingAt(stage.timeline.at(startsInDays - 10, 10)));
  const { campaignId } = wanted(`campaign ${slug}`, outcome, 'created', 'saved');
  return { ...campaign, campaignId, offsetOf: (campaignDay) => startsInDays + campaignDay - 1 };
}

/** Closes a campaign whose story is over, two days after its last. */
export async function closeCampaign(stage: Stage, campaign: LaunchedCampaign): Promise<void> {
  const form = { ...campaignForm(stage, campaign), campaignId: campaign.campaignId, version: 1, status: 'closed' as const };
  wanted(`closing ${campaign.slug}`, await saveCampaign(stage.db, form, stage.doingAt(stage.timeline.at(campaign.offsetOf(campaign.days) + 2, 18))), 'saved');
}

function campaignForm({ workspaceId, timeline }: Stage, { slug, name, startsInDays, days, budgetMinor, plan, targets }: DemoCampaign) {
  return {
    workspaceId, slug, name, status: 'active' as const, startsOn: timeline.day(startsInDays), endsOn: timeline.day(startsInDays + days - 1),
    budgetMinor, currency: 'CNY', reserveBasisPoints: 1_000, plan: { top: { ...plan.top }, mid: { ...plan.mid }, emerging: { ...plan.emerging } },
    landingUrl: `https://shop.example.com/${slug}`, targetSearchUplift: targets?.searchUplift ?? null, targetUgcItems: targets?.ugcItems ?? null,
    targetInteractions: targets?.interactions ?? null, targetSalesUpliftBasisPoints: targets?.salesUpliftBasisPoints ?? null,
  };
}

/** Makes the campaign's collaborations with their codes, coupons, fees and planned payments. */
export async function launchCollaborations(
  { db, workspaceId, timeline, doingAt }: Stage, cast: Cast, campaign: LaunchedCampaign, stories: readonly DemoCollaboration[],
): Promise<Launched[]> {
  const doing = doingAt(timeline.at(campaign.offsetOf(1) - 5, 11));
  const members = stories.map(({ handle }) => known(handle, cast.get(handle)));
  const drafts = stories.map((story, index) => ({
    campaignId: campaign.campaignId, accountId: members[index]?.accountId ?? '', startsOn: timeline.day(campaign.offsetOf(story.flight[0])),
    endsOn: timeline.day(campaign.offsetOf(story.flight[1])), coupon: story.coupon, fee: { minor: story.feeMinor, currency: story.currency }, status: story.status,
  }));
  const outcomes = await inTransaction(db, async (trx) => await createCollaborations(trx, await openBooks(trx, workspaceId, doing.now), drafts, doing));
  return outcomes.map((outcome, index) => {
    const story = known('story', stories[index]);
    const { collaborationId, trackingCode, coupon } = wanted(story.handle, outcome, 'created');
    return {
      story, campaign, member: known(story.handle, members[index]), collaborationId, code: trackingCode, coupon, endsInDays: campaign.offsetOf(story.flight[1]),
    };
  });
}
