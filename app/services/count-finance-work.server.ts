import type { Kysely } from 'kysely';
import { listMatchFacts } from '#db/queries/finance-match.server.ts';
import { countPayments } from '#db/queries/finance-payments.server.ts';
import type { Database } from '#db/schema.ts';
import type { FourWayMatch } from '#app/domain/finance/four-way-match.ts';
import { fourWayMatch } from '#app/domain/finance/four-way-match.ts';

/** What waits in the finance inbox. */
export interface FinanceWork {
  /** Payments asked for, and collaborations whose papers do not agree. */
  readonly verify: number;
  /** Approved payments. */
  readonly pay: number;
}

export async function countFinanceWork(db: Kysely<Database>, workspaceId: string): Promise<FinanceWork> {
  const [payments, mismatched] = await Promise.all([countPayments(db, workspaceId), listMismatches(db, workspaceId)]);
  return { verify: (payments.requested ?? 0) + mismatched.length, pay: payments.approved ?? 0 };
}

/** Collaborations whose quote, contract, invoices and payments do not agree, by KOL. */
export async function listMismatches(db: Kysely<Database>, workspaceId: string) {
  const rows = await listMatchFacts(db, workspaceId);
  return rows.flatMap(({ facts, ...row }) => {
    const match = fourWayMatch(facts);
    return match.mismatches.length > 0 ? [{ ...row, match }] : [];
  });
}

/** The match of one collaboration; null when there is no such collaboration. */
export async function matchPapers(db: Kysely<Database>, workspaceId: string, collaborationId: string): Promise<FourWayMatch | null> {
  const [row] = await listMatchFacts(db, workspaceId, { collaborationId });
  return row ? fourWayMatch(row.facts) : null;
}
