import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { expectBenchRoi } from '#app/services/expect-bench-roi.server.ts';

/** What is expected of the bench, for a board that is on screen already. */
export const loader = page('costs:read', async ({ db, workspaceId, params, now }) => {
  const campaign = await findCampaignDetail(db, workspaceId, params.slug ?? '');
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  return Response.json({ outlook: await expectBenchRoi(db, { workspaceId }, { now }) }, { headers: { 'cache-control': 'no-store' } });
});
