import type { Kysely } from 'kysely';
import { insertPolicyVersion } from '#db/queries/policy.server.ts';
import { insertWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { Policy } from '#app/domain/policy.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { newId } from '#app/lib/ids.server.ts';

/** When made-up things happen unless a test says otherwise: noon in Shanghai on 10 July 2026. */
export const NOON = new Date('2026-07-10T04:00:00.000Z');

export interface WorkspaceWishes {
  readonly currency?: string;
  readonly timeZone?: string;
  readonly allowedHosts?: string[];
  readonly policy?: Policy;
  readonly isDemo?: boolean;
}

/** A brand with the default policy; returns its id. */
export async function aWorkspace(db: Kysely<Database>, wishes: WorkspaceWishes = {}): Promise<string> {
  const id = newId();
  await insertWorkspace(db, {
    id, slug: `brand-${id.slice(-12)}`, name: 'Brand', currency: wishes.currency ?? 'CNY', timeZone: wishes.timeZone ?? 'Asia/Shanghai',
    allowedHosts: wishes.allowedHosts ?? ['shop.example'], isDemo: wishes.isDemo ?? false, now: NOON,
  });
  await insertPolicyVersion(db, { workspaceId: id, version: 1, policy: wishes.policy ?? DEFAULT_POLICY, note: 'Defaults', publishedBy: null, now: NOON });
  return id;
}
