import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { insertTargetActual, listStatedActuals } from '#db/queries/matrix-snapshot.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { CAMPAIGN_TARGETS, mayStateActual } from '#app/domain/campaign-targets.ts';
import { dayOf, isCalendarDay } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export const stateTargetActualSchema = z.strictObject({
  target: z.enum(CAMPAIGN_TARGETS),
  /** A count; basis points of a sales uplift, which may be below 0. */
  value: z.int(),
  measuredOn: z.string().refine(isCalendarDay, { error: 'a day such as 2026-07-02' }),
  source: z.string().trim().min(1).max(200),
  reason: z.string().trim().min(1).max(500),
});
export type StateTargetActualInput = z.infer<typeof stateTargetActualSchema>;

export type StateTargetActualOutcome =
  | { readonly status: 'stated'; readonly actualId: string }
  | { readonly status: 'campaign-unknown' | 'measured-by-feed' | 'in-the-future' | 'below-zero' };

/** Writes down an actual that no feed has, with its source and day. What was stated before stays in the history. */
export async function stateTargetActual(
  db: Kysely<Database>, input: StateTargetActualInput & { readonly workspaceId: string; readonly slug: string }, { now, actor }: Doing,
): Promise<StateTargetActualOutcome> {
  const { workspaceId, slug, target, value, measuredOn, source, reason } = input;
  if (!mayStateActual(target)) return { status: 'measured-by-feed' };
  if (value < 0 && target !== 'sales_uplift') return { status: 'below-zero' };
  return await inTransaction(db, async (trx) => {
    const campaign = await findCampaignDetail(trx, workspaceId, slug);
    if (!campaign) return { status: 'campaign-unknown' };
    const { timeZone } = await getWorkspace(trx, workspaceId);
    if (measuredOn > dayOf(now, timeZone)) return { status: 'in-the-future' };
    const before = (await listStatedActuals(trx, workspaceId, campaign.id))[target];
    const actualId = newId();
    const by = { id: actor.kind === 'user' ? actor.id : null, name: actor.name };
    await insertTargetActual(trx, workspaceId, { id: actualId, campaignId: campaign.id, target, value, measuredOn, source, reason, at: now, by });
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: 'campaign.state-actual', subjectKind: 'campaign', subjectId: campaign.id,
      ...(before ? { before: { target, value: before.value, measuredOn: before.measuredOn, source: before.source } } : {}),
      after: { target, value, measuredOn, source }, reason,
    }]);
    return { status: 'stated', actualId };
  });
}
