import type { Kysely } from 'kysely';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { listCampaignScripts } from '#db/queries/script.server.ts';
import type { Database } from '#db/schema.ts';
import { findSimilarScripts, namedScript } from '#app/domain/similar-scripts.ts';

/** So many of the most alike pairs are listed; the heat map shows them all. */
const LISTED_PAIRS = 50;

/** How alike the scripts of a campaign are, each with each: the newest versions, without the claims that their briefs demand. */
export async function loadSameness(db: Kysely<Database>, { workspaceId, slug }: { readonly workspaceId: string; readonly slug: string }) {
  const campaign = await findCampaignDetail(db, workspaceId, slug);
  if (!campaign) return null;
  const [scripts, { policy }] = await Promise.all([listCampaignScripts(db, workspaceId, campaign.id), getPolicy(db, workspaceId)]);
  const pairs = findSimilarScripts(scripts.map((one) => namedScript({ ...one, id: one.collaborationId })), 0).filter(({ similarity }) => similarity > 0);
  const places = new Map(scripts.map((one, index) => [one.collaborationId, index]));
  const placeOf = (id: string) => places.get(id) ?? 0;
  const { similarityFrom } = policy.scripts;
  return {
    campaign: { slug: campaign.slug, name: campaign.name }, similarityFrom,
    scripts: scripts.map(({ collaborationId, kolName, version, status }) => ({ collaborationId, kolName, version, status })),
    /** By the places of the two scripts in the list; pairs that share nothing are left out. */
    cells: pairs.map(({ first, second, similarity }) => ({ first: placeOf(first), second: placeOf(second), similarity: Math.round(similarity * 1000) / 1000 })),
    pairs: pairs.slice(0, LISTED_PAIRS).map(({ first, second, similarity, shared }) => ({ first: placeOf(first), second: placeOf(second), similarity, passages: shared.length })),
    nearCopies: pairs.filter(({ similarity }) => similarity >= similarityFrom).length,
  };
}

export type SamenessPage = NonNullable<Awaited<ReturnType<typeof loadSameness>>>;
