import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Deliveries of webhooks are kept for a while, without anything that names a person, so that they can be looked at and replayed. Ids are UUIDv7, so
 * their order is that of arrival. Rows from before this have no payload.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table shop drop constraint shop_kind_check;
    alter table shop
      add constraint shop_kind_check check (kind in ('manual', 'shopify', 'woocommerce', 'standard')),
      add column secret_changed_at timestamptz,
      add column disconnected_at timestamptz;
    update shop set secret_changed_at = now() where secret_sealed is not null;

    alter table webhook_delivery
      add column id uuid,
      add column delivery_id text,
      add column signed_with text not null default 'current' check (signed_with in ('current', 'previous')),
      add column order_id text,
      add column payload jsonb,
      add column error text,
      add column attempts integer not null default 1 check (attempts > 0),
      add column processed_at timestamptz;
    update webhook_delivery d set
      id = (substr(t.hex, 1, 8) || '-' || substr(t.hex, 9, 4) || '-7' || substr(t.noise, 1, 3) || '-8' || substr(t.noise, 4, 3) || '-' || substr(t.noise, 7, 12))::uuid,
      outcome = case when d.outcome = 'ignored' then 'ignored' else 'taken_in' end,
      processed_at = d.received_at
    from (
      select workspace_id, shop, event_id, topic, lpad(to_hex((extract(epoch from received_at) * 1000)::bigint), 12, '0') as hex,
        md5(workspace_id::text || shop || event_id || topic) as noise
      from webhook_delivery
    ) t
    where t.workspace_id = d.workspace_id and t.shop = d.shop and t.event_id = d.event_id and t.topic = d.topic;
    alter table webhook_delivery
      alter column id set not null,
      add constraint webhook_delivery_outcome_check check (outcome in ('taken_in', 'unchanged', 'ignored', 'parked', 'waiting', 'unreadable'));
    create unique index webhook_delivery_id on webhook_delivery (workspace_id, id);
    create index webhook_delivery_open on webhook_delivery (workspace_id, outcome, shop, order_id, id) where outcome in ('parked', 'waiting', 'unreadable');
    create index webhook_delivery_deletion on webhook_delivery (workspace_id, shop, order_id) where topic = 'order.deleted';
  `.execute(db);
}
