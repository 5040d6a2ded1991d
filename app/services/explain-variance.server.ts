import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { insertVarianceNote } from '#db/queries/variance.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { monthOf } from '#app/domain/finance/period-lock.ts';
import { VARIANCE_SUBJECTS } from '#app/domain/finance/variance.ts';
import { TIERS } from '#app/domain/kol.ts';
import { amountText } from '#app/domain/money.ts';
import { dayOf } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import type { VarianceRow } from './report-variance.server.ts';
import { keyOf, reportVariance } from './report-variance.server.ts';

export const explainVarianceSchema = z.strictObject({
  kind: z.enum(VARIANCE_SUBJECTS),
  /** A campaign or a KOL; of a tier its campaign. */
  id: z.uuid(),
  tier: z.enum(TIERS).nullable(),
  /** The variance that the person saw, reporting currency: a reason is for that amount. */
  seenMinor: z.int(),
  reason: z.string().trim().min(1).max(1000),
});
export type ExplainVarianceInput = z.infer<typeof explainVarianceSchema>;

export type ExplainVarianceOutcome =
  | { readonly status: 'explained' }
  | { readonly status: 'not-found' }
  /** Money moved meanwhile; it is another variance now. */
  | { readonly status: 'changed'; readonly row: VarianceRow };

/** Keeps why spending differs from its plan, with the variance as it stands: the reason is for that one (ux.md section 3.10). Earlier reasons stay to be read. */
export async function explainVariance(db: Kysely<Database>, input: ExplainVarianceInput & { readonly workspaceId: string }, { now, actor }: Doing): Promise<ExplainVarianceOutcome> {
  const { workspaceId, kind, id, tier, reason } = input;
  return await inTransaction(db, async (trx) => {
    const row = (await reportVariance(trx, { workspaceId, month: null }, { now })).find((one) => keyOf(one) === keyOf({ kind, id, tier }));
    if (!row) return { status: 'not-found' };
    if (row.minor !== input.seenMinor) return { status: 'changed', row };
    const { currency, timeZone } = await getWorkspace(trx, workspaceId);
    const noteId = newId();
    await insertVarianceNote(trx, {
      workspace_id: workspaceId, id: noteId, subject_kind: kind, subject_id: id, tier, month: monthOf(dayOf(now, timeZone)), planned_minor: row.plannedMinor, actual_minor: row.actualMinor,
      currency, basis_points: row.basisPoints, reason, written_at: now, written_by: actor.kind === 'user' ? actor.id : null, written_by_name: actor.name,
    });
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: now, actor, action: 'variance.explain', subjectKind: kind === 'kol' ? 'kol' : 'campaign', subjectId: id,
        after: { noteId, tier, planned: amountText(row.plannedMinor, currency), actual: amountText(row.actualMinor, currency), variance: amountText(row.minor, currency), basisPoints: row.basisPoints, currency }, reason,
      },
    ]);
    return { status: 'explained' };
  });
}
