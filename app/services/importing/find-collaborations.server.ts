import type { Transaction } from 'kysely';
import type { CampaignRecord } from '#db/queries/campaign.server.ts';
import { listCampaignsByWord } from '#db/queries/campaign.server.ts';
import { listCollaborationsByAccount, listCollaborationsOfAccounts } from '#db/queries/collaboration.server.ts';
import type { FoundAccount } from '#db/queries/kol.server.ts';
import { listAccountsByKey } from '#db/queries/kol.server.ts';
import type { Database } from '#db/schema.ts';
import { groupBy } from '#app/domain/group.ts';
import type { Platform } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';

/** A collaboration as files and API items name it. */
export interface CollaborationRef {
  /** Slug or name; null where the row names none: the account's only collaboration is meant, or the one in flight on `day`. */
  readonly campaign: string | null;
  /** null where the handle alone has to name the account. */
  readonly platform: Platform | null;
  readonly handle: string;
  readonly day?: CalendarDay | null;
}

export interface NotFound {
  readonly field: 'campaign' | 'handle';
  readonly value: string;
  readonly code: 'unknown_campaign' | 'unknown_account' | 'ambiguous_account' | 'no_collaboration' | 'ambiguous_collaboration';
  readonly message: string;
}

export type FoundPlace =
  | { readonly ok: true; readonly campaign: CampaignRecord; readonly account: FoundAccount }
  | { readonly ok: false; readonly problem: NotFound };

/** The campaign and account of each reference, set by set. A reference without a campaign is no place. */
export async function findPlaces(
  trx: Transaction<Database>, workspaceId: string, refs: readonly (CollaborationRef & { readonly campaign: string })[],
): Promise<FoundPlace[]> {
  const campaigns = await campaignsByWord(trx, workspaceId, refs);
  const accounts = groupBy(await listAccountsByKey(trx, workspaceId, refs), (account) => account.place);
  return refs.map((ref, place): FoundPlace => {
    const campaign = campaigns.get(ref.campaign);
    if (!campaign) return { ok: false, problem: unknownCampaign(ref.campaign) };
    const found = oneAccount(ref, accounts.get(place) ?? []);
    return 'code' in found ? { ok: false, problem: found } : { ok: true, campaign, account: found };
  });
}

/** The collaboration of each reference by id, or why there is none. */
export async function findCollaborations(
  trx: Transaction<Database>, workspaceId: string, refs: readonly CollaborationRef[],
): Promise<({ readonly id: string } | NotFound)[]> {
  const campaigns = await campaignsByWord(trx, workspaceId, refs);
  const accounts = groupBy(await listAccountsByKey(trx, workspaceId, refs), (account) => account.place);
  const places = refs.map((ref, place) => {
    const campaign = ref.campaign === null ? null : campaigns.get(ref.campaign);
    if (campaign === undefined) return { problem: unknownCampaign(ref.campaign ?? '') };
    const account = oneAccount(ref, accounts.get(place) ?? []);
    return 'code' in account ? { problem: account } : { campaign, account };
  });
  const pairs = places.flatMap(({ campaign, account }) => (campaign && account ? [{ campaignId: campaign.id, accountId: account.accountId }] : []));
  const inCampaign = groupBy(await listCollaborationsOfAccounts(trx, workspaceId, pairs), (row) => `${row.campaign_id} ${row.account_id}`);
  const loose = places.flatMap(({ campaign, account }) => (campaign === null && account ? [account.accountId] : []));
  const anywhere = groupBy(await listCollaborationsByAccount(trx, workspaceId, [...new Set(loose)]), (row) => row.accountId);
  return places.map(({ campaign, account, problem }, index) => {
    const ref = refs[index];
    if (problem || !account || !ref) return problem ?? unknownCampaign('');
    if (campaign) {
      const row = inCampaign.get(`${campaign.id} ${account.accountId}`)?.[0];
      return row ? { id: row.id } : noCollaboration(ref, `has no collaboration in ${campaign.slug}`);
    }
    return inFlight(ref, anywhere.get(account.accountId) ?? []);
  });
}

async function campaignsByWord(trx: Transaction<Database>, workspaceId: string, refs: readonly CollaborationRef[]): Promise<Map<string, CampaignRecord>> {
  const words = new Set(refs.flatMap((ref) => (ref.campaign === null ? [] : [ref.campaign])));
  return new Map((await listCampaignsByWord(trx, workspaceId, [...words])).map((row) => [row.wanted, row]));
}

function oneAccount(ref: CollaborationRef, found: readonly FoundAccount[]): FoundAccount | NotFound {
  const [only] = found;
  const problem = { field: 'handle' as const, value: ref.handle };
  if (!only) return { ...problem, code: 'unknown_account', message: `no account '${ref.handle}'${ref.platform ? ` on ${ref.platform}` : ''} is in the roster` };
  if (found.length === 1) return only;
  return { ...problem, code: 'ambiguous_account', message: `'${ref.handle}' is an account on ${found.map((one) => one.platform).join(' and ')}: name the platform` };
}

function inFlight(
  ref: CollaborationRef, rows: readonly { readonly id: string; readonly startsOn: string; readonly endsOn: string }[],
): { id: string } | NotFound {
  const candidates = rows.length > 1 && ref.day ? rows.filter((row) => ref.day && row.startsOn <= ref.day && ref.day <= row.endsOn) : rows;
  const [only] = candidates;
  if (rows.length === 0) return noCollaboration(ref, 'has no collaboration');
  if (only && candidates.length === 1) return { id: only.id };
  const message = `'${ref.handle}' has ${rows.length} collaborations and nothing tells which is meant: name the campaign`;
  return { field: 'handle', value: ref.handle, code: 'ambiguous_collaboration', message };
}

function noCollaboration(ref: CollaborationRef, why: string): NotFound {
  return { field: 'handle', value: ref.handle, code: 'no_collaboration', message: `'${ref.handle}' ${why}` };
}

function unknownCampaign(word: string): NotFound {
  return { field: 'campaign', value: word, code: 'unknown_campaign', message: `no campaign has the slug or name '${word}'` };
}
