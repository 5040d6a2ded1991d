import type { Insertable, Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { StoredEvidence } from '#app/domain/proposals/evidence-changes.ts';
import type { ProposalStatus } from '#app/domain/proposals/proposal.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export type ProposalInsert = Insertable<Database['proposal']>;
export type CandidateInsert = Insertable<Database['proposal_candidate']>;

/** Every proposal ever made for the given collaborations, by the evidence it rests on. */
export async function listProposalEvidence(db: Db, workspaceId: string, collaborationIds: readonly string[]) {
  return await db
    .selectFrom('proposal')
    .select(['id', 'collaboration_id as collaborationId', 'evidence_hash as evidenceHash', 'status'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', 'in', sql<string>`(select unnest(${[...collaborationIds]}::uuid[]))`)
    .execute();
}

/** Closes open proposals whose evidence has changed. */
export async function supersedeProposals(trx: Trx, workspaceId: string, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('proposal')
    .set({ status: 'superseded', decided_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', sql<string>`(select unnest(${[...ids]}::uuid[]))`)
    .where('status', '=', 'open')
    .execute();
}

/** A superseded proposal whose evidence holds again is open again. */
export async function reopenProposals(trx: Trx, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('proposal')
    .set({ status: 'open', decided_at: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', sql<string>`(select unnest(${[...ids]}::uuid[]))`)
    .where('status', '=', 'superseded')
    .execute();
}

export async function insertProposals(trx: Trx, proposals: readonly ProposalInsert[], candidates: readonly CandidateInsert[]): Promise<void> {
  for (let start = 0; start < proposals.length; start += 1000) {
    await trx.insertInto('proposal').values(proposals.slice(start, start + 1000)).execute();
  }
  for (let start = 0; start < candidates.length; start += 1000) {
    await trx.insertInto('proposal_candidate').values(candidates.slice(start, start + 1000)).execute();
  }
}

export type LockedProposal = NonNullable<Awaited<ReturnType<typeof lockProposal>>>;

/** The proposal for a decision: its row is locked, so that two decisions cannot both find it open. */
export async function lockProposal(trx: Trx, workspaceId: string, proposalId: string) {
  return await trx
    .selectFrom('proposal')
    .select([
      'id', 'collaboration_id as collaborationId', 'campaign_id as campaignId', 'kind', 'status', 'as_of as asOf', 'evidence_hash as evidenceHash',
      'freed_minor as freedMinor', 'new_amount_minor as newAmountMinor', sql<StoredEvidence>`evidence`.as('evidence'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', proposalId)
    .forUpdate()
    .executeTakeFirst();
}

export async function listCandidates(db: Db, workspaceId: string, proposalId: string) {
  return await db
    .selectFrom('proposal_candidate as pc')
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'pc.workspace_id').onRef('k.id', '=', 'pc.kol_id'))
    .leftJoin('kol as second', (join) => join.onRef('second.workspace_id', '=', 'pc.workspace_id').onRef('second.id', '=', 'pc.second_kol_id'))
    .select([
      'pc.proposal_id as proposalId', 'pc.rank', 'pc.kol_id as kolId', 'k.name', 'k.tier', 'pc.second_kol_id as secondKolId', 'second.name as secondName',
      'pc.price_minor as priceMinor', 'pc.expected_gain_minor as expectedGainMinor', 'pc.probability_better as probabilityBetter',
      'pc.interval_low as intervalLow', 'pc.interval_high as intervalHigh', 'pc.reasons',
    ])
    .where('pc.workspace_id', '=', workspaceId)
    .where('pc.proposal_id', '=', proposalId)
    .orderBy('pc.rank')
    .execute();
}

export async function recordDecision(
  trx: Trx,
  workspaceId: string,
  decision: {
    proposalId: string; status: Extract<ProposalStatus, 'accepted' | 'rejected'>; by: string; reason: string | null; replacementId: string | null;
    /** Reporting currency; null where it was rejected. */
    releasedMinor: number | null; now: Date;
  },
): Promise<void> {
  await trx
    .updateTable('proposal')
    .set({
      status: decision.status, decided_at: decision.now, decided_by: decision.by, decision_reason: decision.reason,
      replacement_collaboration_id: decision.replacementId, released_minor: decision.releasedMinor,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', decision.proposalId)
    .execute();
}

/** What a proposal is about and as of which day it was made. */
export async function findProposalKey(db: Db, workspaceId: string, proposalId: string) {
  return await db
    .selectFrom('proposal')
    .select(['collaboration_id as collaborationId', 'as_of as asOf', 'created_at as createdAt'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', proposalId)
    .executeTakeFirst();
}
