import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import { findLedgerHead } from './ledger.server.ts';

type Db = Kysely<Database>;

export interface LedgerSums {
  /** Entries there are; the number of the last. */
  readonly sequence: number;
  /** Hexadecimal; 64 zeros without entries. */
  readonly hash: string;
  /** Reporting currency. */
  readonly committedMinor: number;
  readonly payableMinor: number;
  readonly paidMinor: number;
}

/** What the whole ledger comes to, and its head. */
export async function findLedgerTotals(db: Db, workspaceId: string): Promise<LedgerSums> {
  const { rows } = await sql<Pick<LedgerSums, 'committedMinor' | 'payableMinor' | 'paidMinor'>>`
    select coalesce(sum(reporting_minor) filter (where account like 'expense\\_%'), 0)::bigint as "committedMinor",
      (-coalesce(sum(reporting_minor) filter (where account = 'payable'), 0))::bigint as "payableMinor", (-coalesce(sum(reporting_minor) filter (where account = 'bank'), 0))::bigint as "paidMinor"
    from ledger_posting where workspace_id = ${workspaceId}`.execute(db);
  return { ...(await findLedgerHead(db, workspaceId)), ...(rows[0] ?? { committedMinor: 0, payableMinor: 0, paidMinor: 0 }) };
}
