import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { AttributionModel } from '#app/domain/policy.ts';

/** The credit under a model, as a column of `order_credit c`. */
export const CREDIT: Readonly<Record<AttributionModel, RawBuilder<number>>> = {
  last_click: sql`c.last_click_minor`, first_click: sql`c.first_click_minor`, linear: sql`c.linear_minor`, time_decay: sql`c.time_decay_minor`, position: sql`c.position_minor`,
};
