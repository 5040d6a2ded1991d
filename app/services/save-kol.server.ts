import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { KolAccountRecord, KolRecord } from '#db/queries/kol.server.ts';
import { listAccountsByKey, lockKols, upsertAccounts, upsertKols } from '#db/queries/kol.server.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { kolStatusSchema, platformSchema, tierSchema } from '#app/domain/kol.ts';
import type { Platform } from '#app/domain/kol.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { isCurrencyCode } from '#app/domain/money.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import { changedFields } from './changed-fields.ts';
import { refreshKolWords } from './kol-words.server.ts';

const basisPoints = z.int().min(0).max(10_000).nullable();
const count = z.int().min(0).nullable();

export const saveKolSchema = z.strictObject({
  /** null makes a new KOL. */
  kolId: z.uuid().nullable(),
  /** The version the person saw; not needed for a new KOL. */
  version: z.int().positive().nullable(),
  name: z.string().trim().min(1).max(200),
  tier: tierSchema,
  status: kolStatusSchema,
  verticals: z.array(z.string().trim().min(1).max(200)).max(100),
  priceMinor: count,
  priceCurrency: z.string().refine(isCurrencyCode, { error: 'an ISO 4217 code such as CNY' }).nullable(),
  audienceFemaleBasisPoints: basisPoints,
  audience18To24BasisPoints: basisPoints,
  cityTier: z.string().trim().max(200).nullable(),
  contactEmail: z.email().max(254).nullable(),
  exclusiveWith: z.string().trim().max(200).nullable(),
  availableFrom: z.string().refine(isCalendarDay, { error: 'a day such as 2026-07-02' }).nullable(),
  notes: z.string().max(5000),
  /** Accounts to add or change, by platform and handle; accounts that are not named stay as they are. */
  accounts: z
    .array(
      z.strictObject({
        platform: platformSchema,
        handle: z.string().trim().min(1).max(200),
        profileUrl: z.url({ protocol: /^https?$/ }).max(2000).nullable(),
        followers: count,
        engagementBasisPoints: z.int().min(0).max(1_000_000).nullable(),
      }),
    )
    .max(50),
});
export type SaveKolInput = z.infer<typeof saveKolSchema>;

export type SaveKolOutcome =
  | { readonly status: 'created' | 'saved'; readonly kolId: string; readonly version: number }
  | { readonly status: 'not-found' }
  | { readonly status: 'stale'; readonly version: number }
  | { readonly status: 'handle-taken'; readonly platform: Platform; readonly handle: string; readonly kolId: string; readonly kolName: string };

/** Adds a KOL with accounts, or changes one whose version is still the one that was read. */
export async function saveKol(db: Kysely<Database>, input: SaveKolInput & { readonly workspaceId: string }, { now, actor }: Doing): Promise<SaveKolOutcome> {
  const { workspaceId } = input;
  return await inTransaction(db, async (trx) => {
    const [before] = input.kolId === null ? [] : await lockKols(trx, workspaceId, [input.kolId]);
    if (input.kolId !== null && !before) return { status: 'not-found' };
    if (before && before.version !== input.version) return { status: 'stale', version: before.version };
    const known = await listAccountsByKey(trx, workspaceId, input.accounts);
    const taken = known.find((account) => account.kolId !== before?.id);
    if (taken) return { status: 'handle-taken', platform: taken.platform, handle: taken.handle, kolId: taken.kolId, kolName: taken.name };

    const after = recordOf(input, before, now);
    await upsertKols(trx, [after]);
    const idAt = new Map(known.map((account) => [account.place, account.accountId]));
    await upsertAccounts(trx, input.accounts.map((account, place) => accountOf(account, idAt.get(place) ?? newId(), after, now)));
    await refreshKolWords(trx, workspaceId, [after.id]);
    const { previous, next } = changedFields(before, after);
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: now, actor, action: before ? 'kol.change' : 'kol.create', subjectKind: 'kol', subjectId: after.id,
        ...(before ? { before: previous } : {}), after: next,
      },
    ]);
    return { status: before ? 'saved' : 'created', kolId: after.id, version: after.version };
  });
}

function recordOf(input: SaveKolInput & { readonly workspaceId: string }, before: KolRecord | undefined, now: Date): KolRecord {
  // A price without a currency, or the other way round, is no price.
  const hasPrice = input.priceMinor !== null && input.priceCurrency !== null;
  return {
    workspace_id: input.workspaceId, id: before?.id ?? newId(), name: input.name, tier: input.tier, status: input.status, verticals: input.verticals,
    price_minor: hasPrice ? input.priceMinor : null, price_currency: hasPrice ? input.priceCurrency : null,
    audience_female_basis_points: input.audienceFemaleBasisPoints, audience_18_24_basis_points: input.audience18To24BasisPoints,
    city_tier: input.cityTier, contact_email: input.contactEmail, exclusive_with: input.exclusiveWith, available_from: input.availableFrom,
    notes: input.notes, created_at: before?.created_at ?? now, updated_at: now, version: (before?.version ?? 0) + 1,
  };
}

function accountOf(account: SaveKolInput['accounts'][number], id: string, kol: KolRecord, now: Date): KolAccountRecord {
  return {
    workspace_id: kol.workspace_id, id, kol_id: kol.id, platform: account.platform, handle: account.handle, profile_url: account.profileUrl,
    followers: account.followers, engagement_basis_points: account.engagementBasisPoints, created_at: now,
  };
}
