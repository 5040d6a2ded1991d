import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Every account of the roster with its KOL, by name. Of two of the same name the accounts tell who comes first, so that the same roster is the same file wherever it stands. */
export async function listRosterForExport(db: Db, workspaceId: string) {
  return await db
    .selectFrom('kol_account as a')
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'a.workspace_id').onRef('k.id', '=', 'a.kol_id'))
    .select([
      'k.name', 'k.tier', 'k.status', 'a.platform', 'a.handle', 'a.profile_url', 'a.followers', 'a.engagement_basis_points', 'k.verticals', 'k.price_minor',
      'k.price_currency', 'k.audience_female_basis_points', 'k.audience_18_24_basis_points', 'k.city_tier', 'k.contact_email', 'k.exclusive_with',
      'k.available_from', 'k.notes',
    ])
    .where('a.workspace_id', '=', workspaceId)
    .orderBy('k.name')
    .orderBy(sql`min(a.platform || ' ' || a.handle) over (partition by k.id)`)
    .orderBy('a.platform')
    .orderBy('a.handle')
    .execute();
}

/** Every collaboration with its agreed fee and first post. */
export async function listCollaborationsForExport(db: Db, workspaceId: string) {
  return await db
    .selectFrom('collaboration as c')
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .innerJoin('kol_account as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.account_id'))
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('cost_item as i')
          .select(['i.amount_minor', 'i.currency'])
          .whereRef('i.workspace_id', '=', 'c.workspace_id')
          .whereRef('i.collaboration_id', '=', 'c.id')
          .where('i.kind', '=', 'fee')
          .where('i.incurred_on', 'is', null)
          .where('i.note', '=', '')
          .orderBy('i.created_at')
          .orderBy('i.id')
          .limit(1)
          .as('fee'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('content as x')
          .select(['x.url', 'x.published_at as posted_at'])
          .whereRef('x.workspace_id', '=', 'c.workspace_id')
          .whereRef('x.collaboration_id', '=', 'c.id')
          .orderBy('x.published_at')
          .orderBy('x.id')
          .limit(1)
          .as('post'),
      (join) => join.onTrue(),
    )
    .select([
      'c.id', 'ca.slug as campaign', 'a.platform', 'a.handle', 'c.tier', 'fee.amount_minor as fee_minor', 'fee.currency as fee_currency', 'c.starts_on',
      'c.ends_on', 'c.coupon', 'c.landing_url', 'c.published_at', 'post.posted_at', 'post.url as content_url', 'c.status', 'c.tracking_code',
    ])
    .where('c.workspace_id', '=', workspaceId)
    .orderBy('ca.slug')
    .orderBy('a.platform')
    .orderBy('a.handle')
    .orderBy('c.id')
    .execute();
}
