import type { Transaction } from 'kysely';
import type { CollaborationRecord } from '#db/queries/collaboration.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { insertCollaborationEvents, lockCollaboration, updateCollaborations } from '#db/queries/collaboration.server.ts';
import type { KolRecord } from '#db/queries/kol.server.ts';
import { listLargestAccounts, lockKols, upsertKols } from '#db/queries/kol.server.ts';
import type { listCandidates } from '#db/queries/proposal.server.ts';
import type { Database } from '#db/schema.ts';
import { COLLABORATION_STEPS } from '#app/domain/collaboration.ts';
import { dayOf, earlierDay, laterDay } from '#app/domain/period.ts';
import { endingStep } from '#app/domain/proposals/effects.ts';
import { splitByLargestRemainder } from '#app/domain/ratio.ts';
import type { TierLocked } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from './books.server.ts';
import { createCollaborations } from './create-collaboration.server.ts';
import type { Doing } from './doing.ts';
import { postStatusChanges } from './post-money.server.ts';

type Trx = Transaction<Database>;

export interface Replacement {
  readonly collaborationId: string;
  readonly kolId: string;
  readonly trackingCode: string;
  readonly coupon: string;
}

/**
 * Ends a live collaboration, or cancels one that has not begun; one that is over stays as it is. A flight that is ended ends today, so
 * that what was not released accrues by then. Links and coupons already out keep working. Returns the collaboration as it was before.
 */
export async function endCollaboration(trx: Trx, books: Books, collaborationId: string, reason: string, doing: Doing): Promise<CollaborationRecord> {
  const { now, actor } = doing;
  const workspaceId = books.workspace.id;
  const row = await lockCollaboration(trx, workspaceId, collaborationId);
  if (!row) throw new Error(`collaboration ${collaborationId} is gone although a proposal names it`);
  const step = endingStep(row.status);
  if (!step) return row;
  const to = COLLABORATION_STEPS[step].to;
  const endsOn = step === 'end' ? laterDay(row.starts_on, earlierDay(row.ends_on, dayOf(now, books.workspace.timeZone))) : row.ends_on;
  await updateCollaborations(trx, [{ ...row, status: to, ends_on: endsOn, version: row.version + 1, updated_at: now }]);
  await postStatusChanges(trx, books.workspace, [{ id: row.id, from: row.status, to }], reason, doing);
  await insertCollaborationEvents(trx, [
    { workspace_id: workspaceId, id: newId(), collaboration_id: row.id, at: now, actor_name: actor.name, from_status: row.status, to_status: to, reason },
  ]);
  await insertAuditEntries(trx, workspaceId, [
    {
      id: newId(), at: now, actor, action: `collaboration.${step}`, subjectKind: 'collaboration', subjectId: row.id,
      before: { status: row.status, endsOn: row.ends_on }, after: { status: to, endsOn }, reason,
    },
  ]);
  return row;
}

type Candidate = Awaited<ReturnType<typeof listCandidates>>[number];

/**
 * Drafts the candidate's collaboration (two for a pair) in the old one's place: its campaign, tier and what is left of its flight,
 * at the candidate's price. The KOL leaves the bench.
 */
export async function draftReplacement(
  trx: Trx, books: Books, old: CollaborationRecord, candidate: Candidate, doing: Doing,
): Promise<{ readonly replacements: readonly Replacement[] } | { readonly problem: string } | { readonly locked: TierLocked }> {
  const workspaceId = books.workspace.id;
  const kolIds = [candidate.kolId, ...(candidate.secondKolId === null ? [] : [candidate.secondKolId])];
  const kols = await lockKols(trx, workspaceId, kolIds);
  const accounts = new Map((await listLargestAccounts(trx, workspaceId, kolIds)).map((account) => [account.kolId, account.accountId]));
  // A pair's price is divided by what each of the two asks.
  const asked = kolIds.map((id) => kols.find((kol) => kol.id === id)?.price_minor ?? 0);
  const fees = asked.some((price) => price > 0) ? splitByLargestRemainder(candidate.priceMinor, asked) : asked;
  const drafts = kolIds.map((kolId, index) => ({
    campaignId: old.campaign_id, accountId: accounts.get(kolId) ?? '', tier: kols.find((kol) => kol.id === kolId)?.tier ?? old.tier,
    startsOn: laterDay(old.starts_on, dayOf(doing.now, books.workspace.timeZone)), endsOn: laterDay(old.ends_on, dayOf(doing.now, books.workspace.timeZone)),
    landingUrl: old.landing_url, fee: { minor: fees[index] ?? 0, currency: books.workspace.currency }, status: 'draft' as const,
    replacesId: old.id, reason: `replaces ${old.tracking_code}`,
  }));
  const outcomes = await createCollaborations(trx, books, drafts, doing);
  const problem = outcomes.find((outcome) => outcome.status !== 'created');
  if (problem?.status === 'tier-locked') return { locked: problem };
  if (problem) return { problem: problem.status };
  await leaveBench(trx, workspaceId, kols.filter((kol) => kol.status === 'bench'), doing);
  return {
    replacements: outcomes.flatMap((outcome, index) =>
      outcome.status === 'created'
        ? [{ collaborationId: outcome.collaborationId, kolId: kolIds[index] ?? '', trackingCode: outcome.trackingCode, coupon: outcome.coupon }]
        : [],
    ),
  };
}

async function leaveBench(trx: Trx, workspaceId: string, kols: readonly KolRecord[], { now, actor }: Doing): Promise<void> {
  await upsertKols(trx, kols.map((kol) => ({ ...kol, status: 'active' as const, version: kol.version + 1, updated_at: now })));
  await insertAuditEntries(
    trx,
    workspaceId,
    kols.map((kol) => ({
      id: newId(), at: now, actor, action: 'kol.change', subjectKind: 'kol', subjectId: kol.id, before: { status: kol.status }, after: { status: 'active' },
    })),
  );
}
