import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/**
 * Whether a credit is left out of ROI by an exclusion in force, as a condition on a row of `order_credit` and its row of `shop_order`. The one
 * definition: roll-ups, lists and sums all ask it, so that the rows counted add up to the figure.
 *
 * @param credit alias of the credit's row
 * @param order alias of its order's row
 */
export function isExcluded(credit = 'c', order = 'o'): RawBuilder<boolean> {
  const of = (alias: string, column: string) => sql.ref(`${alias}.${column}`);
  return sql<boolean>`exists (
    select 1 from credit_exclusion x
    where x.workspace_id = ${of(credit, 'workspace_id')} and x.collaboration_id = ${of(credit, 'collaboration_id')} and x.lifted_at is null
      and ${of(credit, 'placed_day')} >= x.from_day and (x.until_day is null or ${of(credit, 'placed_day')} <= x.until_day)
      and ${of(order, 'method')} = 'coupon' and x.coupon = any(select upper(btrim(code)) from unnest(${of(order, 'discount_codes')}) as code))`;
}
