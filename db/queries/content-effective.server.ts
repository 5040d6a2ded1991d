import type { ExpressionBuilder, Kysely } from 'kysely';
import type { ContentCorrectionTable, ContentMetricTable, Database } from '../schema.ts';

interface Joined extends Database {
  m: ContentMetricTable;
  c: { [C in keyof ContentCorrectionTable]: ContentCorrectionTable[C] | null };
}
type CountColumn =
  | 'impressions' | 'views' | 'likes' | 'comments' | 'shares' | 'saves' | 'follows' | 'positive_comments' | 'neutral_comments' | 'negative_comments';

/**
 * The one definition of what a snapshot says: the counts of its latest correction made by `until`, or, where nobody corrected it, those
 * of its source. Every reader of metrics joins this instead of the tables. `until` keeps the past as it was known: a card computed from
 * the data of an instant can be computed again; `everything` is for who writes the next correction. `revision` is the sequence of that correction, 0 for none.
 */
export function effectiveMetrics(db: Kysely<Database>, workspaceId: string, until: Date | 'everything') {
  return db
    .selectFrom('content_metric as m')
    .leftJoin(
      db
        .selectFrom('content_correction')
        .selectAll()
        .distinctOn(['content_id', 'captured_at', 'source'])
        .where('workspace_id', '=', workspaceId)
        .where((eb) => (until === 'everything' ? eb.lit(true) : eb('corrected_at', '<=', until)))
        .orderBy('content_id')
        .orderBy('captured_at')
        .orderBy('source')
        .orderBy('sequence', 'desc')
        .as('c'),
      (join) => join.onRef('c.content_id', '=', 'm.content_id').onRef('c.captured_at', '=', 'm.captured_at').onRef('c.source', '=', 'm.source'),
    )
    .where('m.workspace_id', '=', workspaceId)
    .select((eb) => [
      'm.workspace_id', 'm.content_id', 'm.captured_at', 'm.source', 'm.definition_version', 'c.corrected_at', eb.fn.coalesce('c.sequence', eb.val(0)).as('revision'),
      standing(eb, 'impressions'), standing(eb, 'views'), standing(eb, 'likes'), standing(eb, 'comments'), standing(eb, 'shares'), standing(eb, 'saves'),
      standing(eb, 'follows'), standing(eb, 'positive_comments'), standing(eb, 'neutral_comments'), standing(eb, 'negative_comments'),
    ]);
}

/** A count as it stands; a correction may also say "not reported", so that null is no reason to fall back to the source. */
function standing<C extends CountColumn>(eb: ExpressionBuilder<Joined, 'm' | 'c'>, column: C) {
  return eb.case().when('c.sequence', 'is', null).then(eb.ref(`m.${column}`)).else(eb.ref(`c.${column}`)).end().as(column);
}
