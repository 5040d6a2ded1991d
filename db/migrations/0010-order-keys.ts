import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What an order costs beyond its row, which is most of what an import costs the database.
 *
 * A foreign key to the shop looks it up and locks it for each order; whoever writes orders locks the shops of all of them at once instead.
 * A buyer's orders are found by a hash of 32 bytes that knows its workspace, so that hash indexes, which take one column, serve as well as
 * a tree of three and are a third of it. Each order of a buyer is in one of the two: the first, which is asked for with each order that comes
 * in, is one step away however many the buyer has placed since.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table shop_order drop constraint shop_order_workspace_id_shop_fkey;
    drop index shop_order_customer;
    create index shop_order_new_customer on shop_order using hash (customer_hash) where is_new_customer;
    create index shop_order_known_customer on shop_order using hash (customer_hash) where not is_new_customer;
  `.execute(db);
}
