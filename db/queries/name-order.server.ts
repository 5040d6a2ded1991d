import { sql } from 'kysely';

/**
 * How lists order names, in either language: Chinese by its pinyin, then Latin letters (app/domain/name-order.ts). Comes behind a name, as in
 * `order by k.name ${inPinyinOrder}`; the index `kol_name_order` has the same.
 */
export const inPinyinOrder = sql`collate "zh-Hans-x-icu"`;
