import type { Kysely } from 'kysely';
import { listExchangeRates } from '#db/queries/exchange-rate.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import type { Workspace } from '#db/queries/workspace.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { DatedRate } from '#app/domain/exchange-rate.ts';
import { exchangeRateOn } from '#app/domain/exchange-rate.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { dayOf } from '#app/domain/period.ts';
import type { Policy } from '#app/domain/policy.ts';

/** What writing money down takes: the workspace's currency and zone, its dated rates, the policy in force, and today. */
export interface Books {
  readonly workspace: Workspace;
  readonly rates: readonly DatedRate[];
  readonly policy: Policy;
  /** The day of `now` in the workspace's zone. */
  readonly today: CalendarDay;
}

export async function openBooks(db: Kysely<Database>, workspaceId: string, now: Date): Promise<Books> {
  const workspace = await getWorkspace(db, workspaceId);
  const rates = await listExchangeRates(db, workspaceId);
  const { policy } = await getPolicy(db, workspaceId);
  return { workspace, rates, policy, today: dayOf(now, workspace.timeZone) };
}

/** The rate to freeze with an amount: in force on its day, or today for an amount without one; null when none was given yet. */
export function frozenRate(books: Books, currency: string, day: CalendarDay | null): string | null {
  return exchangeRateOn(books.rates, currency, books.workspace.currency, day ?? books.today);
}
