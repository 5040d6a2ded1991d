import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { PAYMENT_STAGES } from '#app/domain/cost.ts';
import type { Role, Seat } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { createCollaboration } from '#app/services/create-collaboration.server.ts';
import type { Doing } from '#app/services/doing.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { aCampaign, aKol } from './collaboration.ts';
import { NOON } from './workspace.ts';

type Db = Kysely<Database>;

/** A member with a role and a seat, as an actor. */
export async function aMember(db: Db, workspaceId: string, role: Role, seat: Seat | null = null): Promise<Doing['actor'] & { readonly id: string }> {
  const id = newId();
  const name = `The ${role}${seat ? ` (${seat})` : ''}`;
  await db.insertInto('app_user').values({ id, email: `${id}@people.example`, name, password_hash: '-', created_at: NOON, disabled_at: null }).execute();
  await db.insertInto('membership').values({ workspace_id: workspaceId, user_id: id, role, seat, created_at: NOON }).execute();
  return { kind: 'user', id, name };
}

export interface BookedCollaboration {
  readonly collaborationId: string;
  readonly campaignId: string;
  readonly kolId: string;
  /** In the order of the stages. */
  readonly paymentIds: readonly [string, string, string];
}

/** A live collaboration made by the service, so that its fee is on the ledger: 10,000 yuan in three stages unless said otherwise. */
export async function aBookedCollaboration(db: Db, workspaceId: string, wishes: { readonly feeMinor?: number; readonly campaignId?: string; readonly status?: 'draft' | 'offered' | 'live' } = {}): Promise<BookedCollaboration> {
  const campaignId = wishes.campaignId ?? (await aCampaign(db, { workspaceId }));
  const kol = await aKol(db, { workspaceId, tier: 'mid' });
  const made = await createCollaboration(
    db, { workspaceId, campaignId, accountId: kol.accountId, fee: { minor: wishes.feeMinor ?? 1_000_000, currency: 'CNY' }, status: wishes.status ?? 'live' }, { now: NOON, actor: PORTAL_ACTOR },
  );
  if (made.status !== 'created') throw new Error(made.status);
  const rows = await db.selectFrom('payment').select(['id', 'stage']).where('collaboration_id', '=', made.collaborationId).execute();
  const [agreement = '', publication = '', review = ''] = PAYMENT_STAGES.map((stage) => rows.find((row) => row.stage === stage)?.id ?? '');
  return { collaborationId: made.collaborationId, campaignId, kolId: kol.kolId, paymentIds: [agreement, publication, review] };
}
