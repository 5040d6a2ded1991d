import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { lockWorkspaceRow, updateWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { newId } from '#app/lib/ids.server.ts';
import { isLandingHost } from '#app/domain/landing.ts';
import type { Doing } from './doing.ts';

export type AllowHostsOutcome =
  | { readonly status: 'allowed'; readonly allowedHosts: readonly string[] }
  | { readonly status: 'not-a-host'; readonly host: string };

/** Adds hosts that landing pages may be on: `shop.example.com`, or `*.example.com` for every host below it. */
export async function allowHosts(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly hosts: readonly string[] }, { now, actor }: Doing,
): Promise<AllowHostsOutcome> {
  const hosts = input.hosts.map((host) => host.trim().toLowerCase());
  const bad = hosts.find((host) => !isLandingHost(host));
  if (bad !== undefined) return { status: 'not-a-host', host: bad };
  return await inTransaction(db, async (trx) => {
    const { name, timeZone, fallbackUrl, allowedHosts: before } = await lockWorkspaceRow(trx, input.workspaceId);
    const allowedHosts = [...new Set([...before, ...hosts])];
    if (allowedHosts.length > before.length) {
      await updateWorkspace(trx, input.workspaceId, { name, timeZone, allowedHosts, fallbackUrl });
      await insertAuditEntries(trx, input.workspaceId, [
        {
          id: newId(), at: now, actor, action: 'workspace.change', subjectKind: 'workspace', subjectId: input.workspaceId,
          before: { allowedHosts: [...before] }, after: { allowedHosts },
        },
      ]);
    }
    return { status: 'allowed', allowedHosts };
  });
}
