import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { arrayLiteral } from './array-literal.server.ts';

/** What narrows the roster. A list that is given asks for any of its values. */
export interface RosterFilter {
  /** Part of a name or handle. */
  readonly search: string;
  readonly tier?: readonly string[] | undefined;
  readonly status?: readonly string[] | undefined;
  /** KOLs with an account there. */
  readonly platform?: readonly string[] | undefined;
  readonly light?: readonly string[] | undefined;
  readonly vertical?: readonly string[] | undefined;
}

export const ROSTER_FACETS = ['tier', 'status', 'platform', 'light', 'vertical'] as const;
export type RosterFacet = (typeof ROSTER_FACETS)[number];

type Condition = RawBuilder<unknown>;

/** Conditions on `k`, the KOLs of a workspace; `without` leaves one filter out, to count what else it could be. */
export function rosterConditions(workspaceId: string, filter: RosterFilter, without?: RosterFacet): Condition {
  const facets = ROSTER_FACETS.flatMap((facet) => {
    const values = filter[facet];
    return values === undefined || facet === without ? [] : [FACET_CONDITIONS[facet](sql`${arrayLiteral(values)}::text[]`)];
  });
  const search = filter.search === '' ? [] : [sql`k.id in (${foundIds(workspaceId, filter.search)})`];
  return sql.join([sql`k.workspace_id = ${workspaceId}`, ...facets, ...search], sql` and `);
}

const FACET_CONDITIONS: Record<RosterFacet, (values: Condition) => Condition> = {
  tier: (values) => sql`k.tier = any(${values})`,
  status: (values) => sql`k.status = any(${values})`,
  vertical: (values) => sql`k.verticals && ${values}`,
  platform: (values) => sql`exists (select from kol_account p where p.workspace_id = k.workspace_id and p.kol_id = k.id and p.platform = any(${values}))`,
  light: (values) => sql`exists (select from kol_standing l where l.workspace_id = k.workspace_id and l.kol_id = k.id and l.light = any(${values}))`,
};

/**
 * KOLs by part of their name or of a handle. Trigrams find three letters and more; for two, pairs of letters find names and the
 * beginning of handles is compared; one letter finds beginnings only. `@` before a handle is what people write, not part of it.
 */
function foundIds(workspaceId: string, search: string): Condition {
  const text = search.replace(/^[@＠]\s*(?=.)/u, '');
  const letters = [...text].length;
  const [anywhere, beginning] = [`%${likeText(text)}%`, `${likeText(text.toLowerCase())}%`];
  const byHandle = letters >= 3 ? sql`handle ilike ${anywhere}` : sql`lower(handle) like ${beginning}`;
  return sql`
    select id from kol where workspace_id = ${workspaceId} and ${byName(text, letters, anywhere)}
    union
    select kol_id from kol_account where workspace_id = ${workspaceId} and ${byHandle}`;
}

function byName(text: string, letters: number, anywhere: string): Condition {
  if (letters >= 3) return sql`name ilike ${anywhere}`;
  if (letters === 2) return sql`letter_pairs(name) @> ${arrayLiteral([text.toLowerCase()])}::text[]`;
  return sql`name ilike ${`${likeText(text)}%`}`;
}

/** Text as LIKE takes it letter by letter. */
function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
