import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findLedgerHead } from '#db/queries/ledger.server.ts';
import { findFirstMonth, insertPeriodClose, markReopened } from '#db/queries/period.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { CloseProblem, Month, ReopenProblem } from '#app/domain/finance/period-lock.ts';
import { closeProblem, monthOf, monthPeriod, reopenProblem } from '#app/domain/finance/period-lock.ts';
import { isSteppedUp } from '#app/domain/finance/payment-state.ts';
import { amountText } from '#app/domain/money.ts';
import { dayOf } from '#app/domain/period.ts';
import { tableChecksum } from '#app/lib/file-writing/sealed-table.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { isFinance } from './acting-member.server.ts';
import type { Doing } from './doing.ts';
import { lockPeriods } from './lock-periods.server.ts';
import { reportCollaborationSpend, totalSpend } from './report-kol-spend.server.ts';
import type { VarianceRow } from './report-variance.server.ts';
import { reportVariance, unexplained } from './report-variance.server.ts';
import { statementTable } from './statement-table.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'a month such as 2026-07' });

export const closePeriodSchema = z.strictObject({ month, note: z.string().trim().max(500) });

export type ClosePeriodOutcome =
  | { readonly status: 'closed' | 'not-finance' | CloseProblem }
  | { readonly status: 'step-up-needed' }
  /** Campaigns, tiers and KOLs of the month that are beyond plan without a reason that still holds. */
  | { readonly status: 'variance-unexplained'; readonly rows: readonly VarianceRow[] };

/** Closing and reopening take the password again, as approving and paying do. */
interface SteppedUp {
  readonly workspaceId: string;
  /** When the password was last given; null when it was not. */
  readonly steppedUpAt: Date | null;
}

/**
 * Finance closes a month that is over and whose variances are explained: from then on no money is dated into it, and its statement is kept as it stands beside what it becomes, with the head of the ledger
 * (ux.md section 3.10). Under the ledger's turn, so that the figures kept are those that nobody was changing.
 */
export async function closePeriod(db: Kysely<Database>, input: z.infer<typeof closePeriodSchema> & SteppedUp, doing: Doing): Promise<ClosePeriodOutcome> {
  const { workspaceId, note } = input;
  const { now, actor } = doing;
  return await inTransaction(db, async (trx) => {
    if (!(await isFinance(trx, workspaceId, actor))) return { status: 'not-finance' };
    const { policy } = await getPolicy(trx, workspaceId);
    if (!isSteppedUp(input.steppedUpAt, now, policy.money.stepUpMinutes)) return { status: 'step-up-needed' };
    const closed = await lockPeriods(trx, workspaceId);
    const { currency, timeZone } = await getWorkspace(trx, workspaceId);
    const today = dayOf(now, timeZone);
    const problem = closeProblem({ month: input.month, closed, firstMonth: (await findFirstMonth(trx, workspaceId)) ?? monthOf(today), today });
    if (problem) return { status: problem };
    const rows = unexplained(await reportVariance(trx, { workspaceId, month: input.month }, { now }));
    if (rows.length > 0) return { status: 'variance-unexplained', rows };
    const id = newId();
    const collaborations = await reportCollaborationSpend(trx, { workspaceId, currency, timeZone, filter: {}, period: monthPeriod(input.month) }, { now });
    const statement = statementTable('statement', collaborations, currency);
    const total = totalSpend(collaborations.map(({ spend }) => spend));
    const head = await findLedgerHead(trx, workspaceId);
    const sha256 = tableChecksum(statement);
    await insertPeriodClose(trx, {
      workspace_id: workspaceId, id, month: input.month, closed_at: now, closed_by: actor.id, closed_by_name: actor.name, note, ledger_sequence: head.sequence, ledger_hash: head.hash, currency,
      committed_minor: total.committedMinor, invoiced_minor: total.invoicedMinor, paid_minor: total.paidMinor, revenue_minor: total.revenueMinor, refunded_minor: total.refundedMinor,
      uncounted: total.uncounted, statement_rows: statement.rows.length, statement_sha256: sha256, reopened_at: null, reopened_by: null, reopened_by_name: null, reopen_reason: null,
    });
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: now, actor, action: 'period.close', subjectKind: 'period', subjectId: id,
        after: { month: input.month, note, paid: amountText(total.paidMinor, currency), committed: amountText(total.committedMinor, currency), currency, ledgerEntries: head.sequence, ledgerHead: head.hash, sha256 },
      },
    ]);
    return { status: 'closed' };
  });
}

export const reopenPeriodSchema = z.strictObject({ month, reason: z.string().trim().min(1).max(500) });

export type ReopenPeriodOutcome = { readonly status: 'reopened' | 'not-finance' | 'step-up-needed' | ReopenProblem };

/** Finance opens the last closed month again, with a reason; what its closing said stays to be read. */
export async function reopenPeriod(db: Kysely<Database>, input: z.infer<typeof reopenPeriodSchema> & SteppedUp, { now, actor }: Doing): Promise<ReopenPeriodOutcome> {
  const { workspaceId, reason } = input;
  return await inTransaction(db, async (trx) => {
    if (!(await isFinance(trx, workspaceId, actor))) return { status: 'not-finance' };
    const { policy } = await getPolicy(trx, workspaceId);
    if (!isSteppedUp(input.steppedUpAt, now, policy.money.stepUpMinutes)) return { status: 'step-up-needed' };
    const closed = await lockPeriods(trx, workspaceId);
    const problem = reopenProblem(input.month, closed);
    if (problem) return { status: problem };
    const id = await markReopened(trx, workspaceId, input.month, { id: actor.id, name: actor.name, reason, now });
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(), at: now, actor, action: 'period.reopen', subjectKind: 'period', subjectId: id, before: { month: input.month, closedBy: nameOf(closed, input.month) }, after: { month: input.month }, reason },
    ]);
    return { status: 'reopened' };
  });
}

function nameOf(closed: readonly { readonly month: Month; readonly closedByName: string }[], wanted: Month): string {
  return closed.find((one) => one.month === wanted)?.closedByName ?? '';
}
