import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** What the redirect must know of a tracking code. */
export type LinkRow = Awaited<ReturnType<typeof listLinksAfter>>[number];

/** The links of all workspaces in pages, in the order of their keys; `after` is the last one of the page before. */
export async function listLinksAfter(db: Db, after: { workspaceId: string; collaborationId: string } | null, limit: number) {
  return await links(db)
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('c.workspace_id', 'c.id'), '>', eb.tuple(after?.workspaceId ?? '', after?.collaborationId ?? '')),
      ),
    )
    .orderBy('c.workspace_id')
    .orderBy('c.id')
    .limit(limit)
    .execute();
}

/** Links whose collaboration or campaign was saved after `since`. */
export async function listLinksChangedSince(db: Db, since: Date): Promise<LinkRow[]> {
  const [byCollaboration, byCampaign] = await Promise.all([
    links(db).where('c.updated_at', '>', since).execute(),
    links(db).where('k.updated_at', '>', since).execute(),
  ]);
  return [...byCollaboration, ...byCampaign];
}

/** The link of a code that was just issued; its collaboration is found through the table of all codes ever issued. */
export async function findLink(db: Db, code: string): Promise<LinkRow | undefined> {
  return await links(db)
    .innerJoin('tracking_code as t', (join) => join.onRef('t.workspace_id', '=', 'c.workspace_id').onRef('t.collaboration_id', '=', 'c.id'))
    .where('t.code', '=', code)
    .executeTakeFirst();
}

export type LinkRules = Awaited<ReturnType<typeof listLinkRules>>[number];

/** What holds for all links of a workspace: the hosts that they may lead to, and where expired ones lead. */
export async function listLinkRules(db: Db) {
  return await db.selectFrom('workspace').select(['id as workspaceId', 'allowed_hosts as allowedHosts', 'fallback_url as fallbackUrl']).execute();
}

function links(db: Db) {
  return db
    .selectFrom('collaboration as c')
    .innerJoin('campaign as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.campaign_id'))
    .innerJoin('kol_account as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.account_id'))
    .select([
      'c.workspace_id as workspaceId', 'c.id as collaborationId', 'c.tracking_code as code', 'c.landing_url as landingUrl',
      'c.link_expires_at as expiresAt', 'c.link_fallback_url as fallbackUrl', 'a.platform', 'k.slug as campaignSlug',
    ]);
}
