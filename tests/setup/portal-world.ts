import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Role } from '#app/domain/permission.ts';
import { ROLES } from '#app/domain/permission.ts';
import { EMPTY_BRIEF } from '#app/domain/brief.ts';
import { newId } from '#app/lib/ids.server.ts';
import { startSession } from '#app/lib/session.server.ts';
import { connectShop } from '#app/services/connect-shop.server.ts';
import { correctContent } from '#app/services/correct-content.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { openDispute } from '#app/services/open-dispute.server.ts';
import { openLedger } from '#app/services/open-ledger.server.ts';
import { recordContent } from '#app/services/record-content.server.ts';
import { grantAssetRight } from '#app/services/grant-asset-rights.server.ts';
import { writeAsset } from '#app/services/save-asset.server.ts';
import { createCollection } from '#app/services/save-collection.server.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { saveBrief } from '#app/services/save-brief.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { writeScript } from '#app/services/write-script.server.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { anOrder } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';

type Db = Kysely<Database>;

/** Figures that are easy to find again in a page: nothing else in the world has them. */
const PRICE_MINOR = 7_654_321;
const FEE_MINOR = 8_765_432;
const PAYMENT_MINOR = 2_345_678;
const CONTACT = 'planted.agent@contact.example';

/** A brand with one of everything that a page can show, and a signed-in person for each role. */
export interface PortalWorld {
  readonly workspaceId: string;
  readonly cookies: Readonly<Record<Role, string>>;
  readonly userIds: Readonly<Record<Role, string>>;
  /** The value of each parameter of an address. */
  readonly params: ReadonlyMap<string, string>;
  readonly contact: string;
  /** Prices, fees, costs and what follows from them, in minor units. */
  readonly amountsMinor: readonly number[];
  /** ROI figures of the review, as text: revenue is shown to all, so a ROI tells the cost. */
  readonly ratios: readonly string[];
  /** Words of rows that no refusal may hold. */
  readonly rowWords: readonly string[];
}

export async function aPortalWorld(db: Db, { orders: orderName = 'planted', isDemo = false }: { readonly orders?: string; readonly isDemo?: boolean } = {}): Promise<PortalWorld> {
  const workspaceId = await aWorkspace(db, { isDemo });
  const doing = { now: NOON, actor: PORTAL_ACTOR };
  const campaignId = await aCampaign(db, { workspaceId, slug: 'planted', name: 'Planted campaign' });
  const kol = await aKol(db, { workspaceId, name: 'Planted creator', priceMinor: PRICE_MINOR });
  await db.updateTable('kol').set({ contact_email: CONTACT }).where('id', '=', kol.kolId).execute();
  for (const name of ['Planted bench one', 'Planted bench two']) await aKol(db, { workspaceId, name, status: 'bench', priceMinor: PRICE_MINOR });
  const made = await aCollaboration(db, { workspaceId, campaignId, kol, feeMinor: FEE_MINOR });
  const paymentId = await aPayment(db, workspaceId, made.collaborationId);
  const { connectionId } = await connectShop(db, { workspaceId, shop: 'main', kind: 'shopify', secret: 'a secret' }, doing);
  // Sixty orders of 199 yuan against a fee of 87,654 yuan: far enough below 1.0 for a proposal.
  const orders = Array.from({ length: 60 }, (_, index) => anOrder({ orderId: `${orderName}-${index}`, placedAt: new Date(NOON.getTime() - (index + 1) * 3_600_000), discountCodes: [made.coupon] }));
  await takeInOrders(db, { workspaceId, orders, source: 'test' }, doing);
  await runReview(db, { workspaceId }, doing);
  const proposal = await db.selectFrom('proposal').select('id').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
  const importId = await anImportRun(db, workspaceId);
  const tokenId = await aToken(db, workspaceId);
  const people = await peopleOfEachRole(db, workspaceId);
  const contentId = await aPost(db, workspaceId, made.collaborationId);
  const assetId = await anAsset(db, workspaceId, { collaborationId: made.collaborationId, contentId });
  const { collectionId } = await createCollection(db, { workspaceId, name: 'Planted collection', notes: '', visibility: 'team', assetIds: [assetId] }, doing);
  await aScript(db, workspaceId, made.collaborationId);
  await openLedger(db, { now: NOON });
  const disputeId = await aDispute(db, workspaceId, made.collaborationId);
  const params = {
    disputeId,
    contentId, assetId, collectionId, token: 'A'.repeat(43), kolId: kol.kolId, accountId: kol.accountId, slug: 'planted', campaignId, collaborationId: made.collaborationId, proposalId: proposal.id, importId, tokenId, connectionId, deliveryId: await aDelivery(db, workspaceId),
    shop: 'main', orderId: `${orderName}-0`, code: made.code, kind: 'roster', version: '1', userId: people.userIds.viewer, personId: people.userIds.viewer, uploadId: newId(), tier: 'mid', format: 'svg', periodNumber: '1', paymentId, requestId: await aSignOff(db, workspaceId, made.collaborationId), sequence: '1', file: 'statements.csv', runId: await anEdit(db, workspaceId),
  };
  return {
    workspaceId, ...people, params: new Map(Object.entries(params)), contact: CONTACT, amountsMinor: await plantedAmounts(db, workspaceId),
    ratios: await plantedRatios(db, workspaceId),
    rowWords: ['Planted campaign', 'Planted creator', 'Planted bench', CONTACT],
  };
}

/** An edit of several KOLs that the portal itself made, so that nobody may take it back. */
async function anEdit(db: Db, workspaceId: string): Promise<string> {
  const id = newId();
  await db.insertInto('edit_run').values({
    workspace_id: workspaceId, id, kind: 'bulk', subject_kind: 'kol', label: '', changed_count: 2, skipped: '[]', made_at: NOON, made_by: null, made_by_name: 'portal', undone_at: null, undone_by_name: null,
  }).execute();
  return id;
}

async function aPayment(db: Db, workspaceId: string, collaborationId: string): Promise<string> {
  const id = newId();
  await db.insertInto('payment').values({
    workspace_id: workspaceId, id, collaboration_id: collaborationId, stage: 'agreement', amount_minor: PAYMENT_MINOR, currency: 'CNY', rate: '1', status: 'planned',
    paid_on: null, created_at: NOON, updated_at: NOON,
  }).execute();
  return id;
}

/** A doubt about the planted ROI, which tells the cost: only those who see costs may read what the card said. */
async function aDispute(db: Db, workspaceId: string, collaborationId: string): Promise<string> {
  const outcome = await openDispute(db, { workspaceId, collaborationId, asOf: null, figure: 'roi', reason: 'the shop says otherwise', evidenceUrl: '' }, { now: NOON, actor: PORTAL_ACTOR });
  if (outcome.status !== 'opened') throw new Error(outcome.status);
  return outcome.disputeId;
}

/** A request that nobody has voted on, for an amount that only those who see costs may read. */
async function aSignOff(db: Db, workspaceId: string, collaborationId: string): Promise<string> {
  const id = newId();
  await db.insertInto('sign_off_request').values({
    workspace_id: workspaceId, id, kind: 'tier_share', subject_id: collaborationId, amount_minor: PAYMENT_MINOR, currency: 'CNY', reason: 'the slot is taken', status: 'open', requested_at: NOON,
    requested_by: null, requested_by_name: 'somebody', deadline_at: new Date(NOON.getTime() + 72 * 3_600_000), decided_at: null, used_at: null,
  }).execute();
  return id;
}

/** A text in the library that may be used for good. */
async function anAsset(db: Db, workspaceId: string, from: { readonly collaborationId: string; readonly contentId: string }): Promise<string> {
  const doing = { now: NOON, actor: PORTAL_ACTOR };
  const written = await writeAsset(db, { workspaceId, kind: 'text', title: 'Planted words', body: 'Words of a planted creator', tags: ['planted'], language: 'en', ...from }, doing);
  if (written.status !== 'written') throw new Error(written.status);
  const grant = { channels: ['own_social' as const], territories: ['CN' as const], fromDay: '2026-01-01', untilDay: null, isExclusive: false, creditLine: '', contractPage: '' };
  await grantAssetRight(db, { workspaceId, assetId: written.assetId, known: null, grant }, doing);
  return written.assetId;
}

/** A post with one snapshot that somebody corrected. */
async function aPost(db: Db, workspaceId: string, collaborationId: string): Promise<string> {
  const post = { collaborationId, platform: 'douyin', url: 'https://douyin.example/v/1', publishedAt: new Date('2026-06-16T02:00:00Z') } as const;
  const capturedAt = new Date('2026-06-17T03:00:00Z');
  await recordContent(db, { workspaceId, source: 'file', posts: [{ ...post, snapshot: { capturedAt, metrics: { views: 5_000, likes: 90 } } }] }, { now: NOON, actor: PORTAL_ACTOR });
  const { id } = await db.selectFrom('content').select('id').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
  const counts = { impressions: null, views: 50_000, likes: 90, comments: null, shares: null, saves: null, follows: null, positiveComments: null, neutralComments: null, negativeComments: null };
  await correctContent(db, { workspaceId, contentId: id, capturedAt, source: 'file', revision: 0, counts, reason: 'a digit was missing' }, { now: NOON, actor: PORTAL_ACTOR });
  return id;
}

/** A brief and a first version of the script that it asks for. */
async function aScript(db: Db, workspaceId: string, collaborationId: string): Promise<void> {
  const doing = { now: NOON, actor: PORTAL_ACTOR };
  await saveBrief(db, { workspaceId, collaborationId, basedOn: 0, brief: { ...EMPTY_BRIEF, goal: 'Planted goal', mustSay: ['SPF50+'], isReview: true } }, doing);
  await writeScript(db, { workspaceId, collaborationId, basedOn: 0, body: '【广告】Planted script with SPF50+.', note: '' }, doing);
}

async function anImportRun(db: Db, workspaceId: string): Promise<string> {
  const id = newId();
  await db.insertInto('import_run').values({
    workspace_id: workspaceId, id, kind: 'orders', file_name: 'orders.csv', format: 'generic', status: 'applied', created_count: 1, updated_count: 0, unchanged_count: 0,
    rejected_count: 0, actor_name: 'somebody', started_at: NOON, finished_at: NOON,
  }).execute();
  return id;
}

async function aDelivery(db: Db, workspaceId: string): Promise<string> {
  const id = newId();
  await db.insertInto('webhook_delivery').values({
    workspace_id: workspaceId, shop: 'main', event_id: id, topic: 'orders/create', outcome: 'unreadable', received_at: NOON, id, delivery_id: null, order_id: null,
    payload: JSON.stringify({ id: '7' }), error: 'currency: expected a currency', processed_at: NOON,
  }).execute();
  return id;
}

async function aToken(db: Db, workspaceId: string): Promise<string> {
  const id = newId();
  await db.insertInto('api_token').values({
    workspace_id: workspaceId, id, name: 'shop', prefix: 'kol_planted', token_hash: Buffer.from(id), scopes: ['read'], created_by: null, created_at: NOON, last_used_at: null,
    expires_at: null, revoked_at: null,
  }).execute();
  return id;
}

async function peopleOfEachRole(db: Db, workspaceId: string): Promise<Pick<PortalWorld, 'cookies' | 'userIds'>> {
  const people = await Promise.all(ROLES.map(async (role) => {
    const userId = await aPerson(db, { workspaceId, role });
    const [cookie = ''] = (await startSession({ userId, workspaceId }, new Date())).split(';');
    return { role, userId, cookie };
  }));
  const by = (key: 'userId' | 'cookie') => Object.fromEntries(people.map((person) => [person.role, person[key]])) as Record<Role, string>;
  return { cookies: by('cookie'), userIds: by('userId') };
}

/** A member with a role and a password that nobody knows; returns the user's id. */
export async function aPerson(db: Db, wishes: { readonly workspaceId: string; readonly role: Role }): Promise<string> {
  const userId = newId();
  await db.insertInto('app_user').values({ id: userId, email: `${userId}@people.example`, name: `The ${wishes.role}`, password_hash: '-', created_at: NOON, disabled_at: null }).execute();
  await db.insertInto('membership').values({ workspace_id: wishes.workspaceId, user_id: userId, role: wishes.role, seat: null, created_at: NOON }).execute();
  return userId;
}

/** Every amount of the workspace that is a price, a fee, a cost or follows from one. Short figures are left out: they would be found by chance. */
async function plantedAmounts(db: Db, workspaceId: string): Promise<number[]> {
  const reviews = await db.selectFrom('collaboration_review').select('cost_minor').where('workspace_id', '=', workspaceId).execute();
  const standings = await db.selectFrom('kol_standing').select('cost_minor').where('workspace_id', '=', workspaceId).execute();
  const proposals = await db.selectFrom('proposal').select(['freed_minor', 'new_amount_minor']).where('workspace_id', '=', workspaceId).execute();
  const candidates = await db.selectFrom('proposal_candidate').select(['price_minor', 'expected_gain_minor']).where('workspace_id', '=', workspaceId).execute();
  const periods = await db.selectFrom('fuse_step').select('cost_minor').where('workspace_id', '=', workspaceId).execute();
  const found = [PRICE_MINOR, FEE_MINOR, PAYMENT_MINOR, ...[...reviews, ...standings, ...proposals, ...candidates, ...periods].flatMap((row) => Object.values(row))];
  return [...new Set(found.flatMap((amount) => (amount !== null && amount >= 100_000 ? [amount] : [])))];
}

async function plantedRatios(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db.selectFrom('collaboration_review').select(['roi_at_close', 'interval_low', 'interval_high']).where('workspace_id', '=', workspaceId).execute();
  return rows.flatMap((row) => Object.values(row)).flatMap((ratio) => (ratio === null ? [] : [String(ratio)]));
}

/** Which of the amounts a text holds, as minor units, as a decimal, or as people write them. */
export function amountsIn(text: string, amountsMinor: readonly number[]): number[] {
  return amountsMinor.filter((minor) => {
    const major = (minor / 100).toFixed(2);
    const grouped = Number(major).toLocaleString('en', { minimumFractionDigits: 2 });
    const rounded = Math.round(minor / 100);
    return [String(minor), major, grouped, String(rounded), rounded.toLocaleString('en')].some((form) => new RegExp(`(?<!\\d|\\d[.,])${form.replaceAll('.', '\\.')}(?!\\d)`).test(text));
  });
}
