import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { listCampaigns } from '#db/queries/campaign.server.ts';
import type { CollaborationRecord } from '#db/queries/collaboration.server.ts';
import { insertCollaborationEvents, insertCollaborations, listCollaborationsOfAccounts, lockCollaborations } from '#db/queries/collaboration.server.ts';
import { listAccounts, lockKols } from '#db/queries/kol.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import { isActive } from '#app/domain/collaboration.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { Money } from '#app/domain/money.ts';
import { amountText } from '#app/domain/money.ts';
import { toReportingMinor } from '#app/domain/exchange-rate.ts';
import type { MoneyRefusal } from '#app/domain/tier-lock.ts';
import { refuseCommitment } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { FeeChange } from './agreed-fee.server.ts';
import { planFee, writeFees } from './agreed-fee.server.ts';
import type { Books } from './books.server.ts';
import { frozenRate, openBooks } from './books.server.ts';
import type { CouponHolder } from './collaboration-codes.server.ts';
import { CodeBook, storedCoupon } from './collaboration-codes.server.ts';
import type { Doing } from './doing.ts';
import { issueTrackingCodes } from './issue-tracking-codes.server.ts';
import type { FallbackProblem, LandingProblem } from './landing-check.ts';
import { fallbackProblem, landingProblem } from './landing-check.ts';
import { markAttributionOf } from './mark-attribution.server.ts';
import { readTierStandings } from './tier-locks.server.ts';

/** A collaboration to be made: an account in a campaign. What is left out comes from the campaign or the KOL. */
export interface NewCollaboration {
  readonly campaignId: string;
  readonly accountId: string;
  readonly tier?: Tier | null;
  readonly startsOn?: string | null;
  /** Last day, inclusive. */
  readonly endsOn?: string | null;
  /** The tracking code where none is given. */
  readonly coupon?: string | null;
  readonly landingUrl?: string | null;
  /** Its link leads there until then; null for ever. */
  readonly linkExpiresAt?: Date | null;
  readonly linkFallbackUrl?: string | null;
  readonly fee?: Money | null;
  readonly status?: CollaborationStatus | null;
  readonly publishedAt?: Date | null;
  readonly replacesId?: string | null;
  /** Told in the collaboration's history; the first entry speaks for itself where none is given. */
  readonly reason?: string;
}

export type CreateCollaborationOutcome =
  | { readonly status: 'created'; readonly collaborationId: string; readonly trackingCode: string; readonly coupon: string }
  | { readonly status: 'campaign-unknown' | 'account-unknown' | 'kol-blocked' }
  | { readonly status: 'ends-before-start' }
  | { readonly status: 'already-there'; readonly collaborationId: string }
  | { readonly status: 'coupon-taken'; readonly coupon: string; readonly holder: CouponHolder }
  /** Finance keeps the money of the tier as it is, or the campaign is closed. */
  | MoneyRefusal
  | LandingProblem
  | FallbackProblem;

/** Makes a collaboration with its tracking code, coupon, fee and planned payments (product.md sections 4 and 12). */
export async function createCollaboration(
  db: Kysely<Database>, input: NewCollaboration & { readonly workspaceId: string }, doing: Doing,
): Promise<CreateCollaborationOutcome> {
  return await inTransaction(db, async (trx) => {
    const books = await openBooks(trx, input.workspaceId, doing.now);
    const [outcome] = await createCollaborations(trx, books, [input], doing);
    if (outcome === undefined) throw new Error('createCollaboration: no outcome');
    return outcome;
  });
}

/** Makes several at once, each with an outcome of its own in the order given; the good ones are stored with a handful of statements. */
export async function createCollaborations(
  trx: Transaction<Database>, books: Books, drafts: readonly NewCollaboration[], doing: Doing,
): Promise<CreateCollaborationOutcome[]> {
  if (drafts.length === 0) return [];
  const workspaceId = books.workspace.id;
  await lockCollaborations(trx, workspaceId);
  await lockLedger(trx, workspaceId);
  const facts = await readFacts(trx, workspaceId, drafts);
  const ids = drafts.map(() => newId());
  const problems = drafts.map((draft, index) => problemOf(draft, ids[index] ?? '', facts, books));
  const codes = await issueTrackingCodes(trx, workspaceId, ids.filter((_, index) => problems[index] === null), doing.now);
  const outcomes: CreateCollaborationOutcome[] = [];
  const made: Made[] = [];
  drafts.forEach((draft, index) => {
    const id = ids[index] ?? '';
    const problem = problems[index] ?? null;
    const trackingCode = codes.get(id);
    if (problem !== null || trackingCode === undefined) {
      if (problem === null) throw new Error('createCollaborations: a collaboration was left without a code');
      outcomes.push(problem);
      return;
    }
    const row = recordOf(draft, id, trackingCode, facts, books, doing.now);
    made.push({ draft, row });
    outcomes.push({ status: 'created', collaborationId: id, trackingCode, coupon: row.coupon });
  });
  await store(trx, books, made, doing);
  return outcomes;
}

interface Made {
  readonly draft: NewCollaboration;
  readonly row: CollaborationRecord;
}

type Facts = Awaited<ReturnType<typeof readFacts>>;

async function readFacts(trx: Transaction<Database>, workspaceId: string, drafts: readonly NewCollaboration[]) {
  const campaigns = await listCampaigns(trx, workspaceId, unique(drafts.map((draft) => draft.campaignId)));
  const accounts = await listAccounts(trx, workspaceId, unique(drafts.map((draft) => draft.accountId)));
  const kols = await lockKols(trx, workspaceId, unique(accounts.map((account) => account.kol_id)));
  const present = await listCollaborationsOfAccounts(trx, workspaceId, drafts);
  const coupons = drafts.flatMap((draft) => (draft.coupon ? [storedCoupon(draft.coupon)] : []));
  return {
    campaigns: new Map(campaigns.map((campaign) => [campaign.id, campaign])),
    accounts: new Map(accounts.map((account) => [account.id, account])),
    kols: new Map(kols.map((kol) => [kol.id, kol])),
    /** Filled further while the batch is decided, so that one account is not put into a campaign twice. */
    present: new Map(present.filter((row) => row.status !== 'cancelled').map((row) => [`${row.campaign_id} ${row.account_id}`, row.id])),
    codes: await CodeBook.open(trx, workspaceId, unique(coupons)),
    standingOf: await readTierStandings(trx, workspaceId, campaigns.map((campaign) => campaign.id)),
  };
}

/** Why a draft cannot be made; null when it can, in which case its place and coupon count as taken for the drafts after it. */
function problemOf(draft: NewCollaboration, id: string, facts: Facts, books: Books): Exclude<CreateCollaborationOutcome, { status: 'created' }> | null {
  const campaign = facts.campaigns.get(draft.campaignId);
  if (!campaign) return { status: 'campaign-unknown' };
  const account = facts.accounts.get(draft.accountId);
  const kol = account && facts.kols.get(account.kol_id);
  if (!account || !kol) return { status: 'account-unknown' };
  const status = draft.status ?? 'draft';
  if ((kol.status === 'blocked' || kol.status === 'archived') && isActive(status)) return { status: 'kol-blocked' };
  const place = `${campaign.id} ${account.id}`;
  const present = facts.present.get(place);
  if (present !== undefined && status !== 'cancelled') return { status: 'already-there', collaborationId: present };
  const held = status === 'cancelled' ? null : refuseCommitment(facts.standingOf(campaign.id), draft.tier ?? kol.tier, feeMinor(draft.fee, books));
  if (held) return held;
  if ((draft.endsOn ?? campaign.ends_on) < (draft.startsOn ?? campaign.starts_on)) return { status: 'ends-before-start' };
  const landing = landingProblem(draft.landingUrl ?? campaign.landing_url, books.workspace.allowedHosts);
  if (landing) return landing;
  const fallback = fallbackProblem(draft.linkFallbackUrl ?? null, books.workspace.allowedHosts);
  if (fallback) return fallback;
  if (draft.coupon && isActive(status)) {
    const coupon = storedCoupon(draft.coupon);
    const holder = facts.codes.otherHolder(coupon, id);
    if (holder) return { status: 'coupon-taken', coupon, holder };
    facts.codes.take(coupon, { id, campaign: campaign.slug, platform: account.platform, handle: account.handle });
  }
  if (status !== 'cancelled') facts.present.set(place, id);
  return null;
}

/** What a fee adds to its tier, reporting currency; null without a rate. */
function feeMinor(fee: Money | null | undefined, books: Books): number | null {
  return fee ? toReportingMinor(fee.minor, fee.currency, books.workspace.currency, frozenRate(books, fee.currency, null)) : 0;
}

function recordOf(draft: NewCollaboration, id: string, trackingCode: string, facts: Facts, books: Books, now: Date): CollaborationRecord {
  const campaign = facts.campaigns.get(draft.campaignId);
  const account = facts.accounts.get(draft.accountId);
  const kol = account && facts.kols.get(account.kol_id);
  const landingUrl = draft.landingUrl ?? campaign?.landing_url;
  if (!campaign || !account || !kol || !landingUrl) throw new Error('createCollaborations: a draft passed the check without its facts');
  return {
    workspace_id: books.workspace.id, id, campaign_id: campaign.id, kol_id: kol.id, account_id: account.id, tier: draft.tier ?? kol.tier,
    status: draft.status ?? 'draft', starts_on: draft.startsOn ?? campaign.starts_on, ends_on: draft.endsOn ?? campaign.ends_on,
    tracking_code: trackingCode, coupon: draft.coupon ? storedCoupon(draft.coupon) : trackingCode, landing_url: landingUrl,
    link_expires_at: draft.linkExpiresAt ?? null, link_fallback_url: draft.linkFallbackUrl ?? null,
    published_at: draft.publishedAt ?? null, replaces_id: draft.replacesId ?? null, created_at: now, updated_at: now, version: 1,
  };
}

async function store(trx: Transaction<Database>, books: Books, made: readonly Made[], doing: Doing): Promise<void> {
  const { now, actor } = doing;
  const workspaceId = books.workspace.id;
  const none = { feeOf: new Map(), paymentsOf: new Map(), stopOf: new Map() };
  const fees = made.flatMap(({ draft, row }): FeeChange[] => {
    const plan = draft.fee ? planFee(books, row.id, draft.fee, none, now) : null;
    return plan && 'items' in plan ? [plan] : [];
  });
  await insertCollaborations(trx, made.map(({ row }) => row));
  await insertCollaborationEvents(
    trx,
    made.map(({ draft, row }) => ({
      workspace_id: workspaceId, id: newId(), collaboration_id: row.id, at: now, actor_name: actor.name,
      from_status: null, to_status: row.status, reason: draft.reason ?? '',
    })),
  );
  await writeFees(trx, books, fees, doing);
  await markAttributionOf(trx, books, made.map(({ row }) => row), now);
  await insertAuditEntries(
    trx,
    workspaceId,
    made.map(({ draft, row }) => ({
      id: newId(), at: now, actor, action: 'collaboration.create', subjectKind: 'collaboration', subjectId: row.id,
      after: {
        campaignId: row.campaign_id, accountId: row.account_id, tier: row.tier, status: row.status, startsOn: row.starts_on, endsOn: row.ends_on,
        coupon: row.coupon, trackingCode: row.tracking_code, landingUrl: row.landing_url,
          linkExpiresAt: row.link_expires_at?.toISOString() ?? null, linkFallbackUrl: row.link_fallback_url,
        fee: draft.fee ? `${amountText(draft.fee.minor, draft.fee.currency)} ${draft.fee.currency}` : null,
      },
    })),
  );
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
