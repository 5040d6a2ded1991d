import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { hasOrders } from '#db/queries/order-facts.server.ts';
import { inTransaction, lockWorkspace } from '#db/queries/transaction.server.ts';
import { lockWorkspaceRow, updateWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { isLandingHost } from '#app/domain/landing.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import { fallbackProblem } from './landing-check.ts';

export const saveWorkspaceSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  timeZone: z.string().refine(isTimeZone),
  /** Host names without protocol, port or path; `shop.example` does not stand for its subdomains, `*.shop.example` does. */
  allowedHosts: z.array(z.string().refine(isLandingHost)).max(100),
  /** Where expired tracking links lead that name no page of their own; on an allowed host. */
  fallbackUrl: z.url().max(2000).nullable(),
});
export type SaveWorkspaceInput = z.infer<typeof saveWorkspaceSchema>;

/** A zone with orders keeps its days: their roll-ups, flights and reviews were counted by them. */
export type SaveWorkspaceOutcome = { readonly status: 'saved' | 'unchanged' | 'zone-in-use' | 'fallback-not-allowed' };

/** Changes the brand's name, time zone, the hosts that tracking links may lead to, and where expired ones lead. */
export async function saveWorkspace(db: Kysely<Database>, input: SaveWorkspaceInput & { readonly workspaceId: string }, { now, actor }: Doing): Promise<SaveWorkspaceOutcome> {
  const { workspaceId, name, timeZone, fallbackUrl } = input;
  const allowedHosts = [...new Set(input.allowedHosts)].sort();
  if (fallbackProblem(fallbackUrl, allowedHosts)) return { status: 'fallback-not-allowed' };
  return await inTransaction(db, async (trx) => {
    const was = await lockWorkspaceRow(trx, workspaceId);
    if (was.timeZone !== timeZone) {
      // Under the orders' turn, so that none comes in on a day of the old zone meanwhile.
      await lockWorkspace(trx, workspaceId, 'orders');
      if (await hasOrders(trx, workspaceId)) return { status: 'zone-in-use' };
    }
    const before = { name: was.name, timeZone: was.timeZone, allowedHosts: [...was.allowedHosts].sort(), fallbackUrl: was.fallbackUrl };
    const after = { name, timeZone, allowedHosts, fallbackUrl };
    if (JSON.stringify(before) === JSON.stringify(after)) return { status: 'unchanged' };
    await updateWorkspace(trx, workspaceId, after);
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(), at: now, actor, action: 'workspace.change', subjectKind: 'workspace', subjectId: workspaceId, before, after },
    ]);
    return { status: 'saved' };
  });
}

function isTimeZone(zone: string): boolean {
  try {
    return zone !== '' && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
