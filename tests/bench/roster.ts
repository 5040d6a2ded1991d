import type { Pool } from 'pg';
import { openDatabase } from '#db/client.server.ts';
import type { DatabaseHandle } from '#db/client.server.ts';
import { countRosterFacets } from '#db/queries/roster-facets.server.ts';
import { listRosterRows } from '#db/queries/roster-list.server.ts';
import type { RosterPlace, RosterSort } from '#db/queries/roster-walk.server.ts';
import { walkRoster } from '#db/queries/roster-walk.server.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import type { BenchLine, Figure } from './line.ts';
import { median } from './line.ts';

const SMALL = 10_000;
const LARGE = 100_000;
const PAGE = 50;
const NO_FILTER = { search: '' };
const THREE_FILTERS = { search: '', tier: ['emerging'], platform: ['douyin'], vertical: ['beauty'] };

interface Read {
  readonly name: string;
  readonly limitMs: number;
  /** Pages must not grow with the roster; counts over all of it do. */
  readonly isPage: boolean;
  run(handle: DatabaseHandle, world: World): Promise<unknown>;
}

interface World {
  readonly workspaceId: string;
  /** Where nine tenths of the roster lie before, by followers. */
  readonly deep: RosterPlace;
}

/** The roster at a hundred thousand KOLs beside ten thousand (quality.md): every page through an index, at any depth. */
export const rosterLine: BenchLine = {
  name: 'roster',
  measure: async (bench) => {
    const handle = openDatabase(await bench.makeDatabase('roster'), { max: 6, statementTimeoutMs: 0 });
    try {
      bench.progress(`roster: making ${SMALL + LARGE} KOLs`);
      const small = await makeRoster(handle, SMALL);
      const large = await makeRoster(handle, LARGE);
      await handle.pool.query('vacuum analyze');
      const figures: Figure[] = [];
      for (const read of READS) {
        bench.progress(`roster: ${read.name}`);
        const times = await timesOf(Math.max(11, bench.rounds), [() => read.run(handle, small), () => read.run(handle, large)]);
        figures.push(...figuresOf(read, times[0] ?? [], times[1] ?? []));
      }
      return figures;
    } finally {
      await handle.close();
    }
  },
};

const READS: readonly Read[] = [
  { name: 'first page by followers', limitMs: 10, isPage: true, run: page('followers', NO_FILTER, false) },
  { name: 'deep page by followers', limitMs: 10, isPage: true, run: page('followers', NO_FILTER, true) },
  { name: 'page by ROI', limitMs: 10, isPage: true, run: page('roi', NO_FILTER, false) },
  { name: 'page by ROI under three filters', limitMs: 10, isPage: true, run: page('roi', THREE_FILTERS, false) },
  { name: 'facets', limitMs: 60, isPage: false, run: ({ db }, { workspaceId }) => countRosterFacets(db, workspaceId, NO_FILTER) },
  { name: 'facets under three filters', limitMs: 60, isPage: false, run: ({ db }, { workspaceId }) => countRosterFacets(db, workspaceId, THREE_FILTERS) },
];

/** A page as the roster reads it: its places, then their rows. */
function page(column: RosterSort, filter: typeof NO_FILTER | typeof THREE_FILTERS, isDeep: boolean): Read['run'] {
  return async ({ db }, { workspaceId, deep }) => {
    const places = await walkRoster(db, workspaceId, { filter, sort: { column, descending: true }, page: isDeep ? { direction: 'after', from: deep } : null, limit: PAGE + 1 });
    const rows = await listRosterRows(db, workspaceId, places.slice(0, PAGE).map(({ id }) => id), true);
    if (rows.length !== PAGE) throw new Error(`a page by ${column} held ${rows.length} rows`);
  };
}

async function makeRoster(handle: DatabaseHandle, kols: number): Promise<World> {
  const workspaceId = await aWorkspace(handle.db);
  await insertKols(handle.pool, workspaceId, kols);
  const { rows: [place] } = await handle.pool.query<RosterPlace>(
    'select kol_id as id, followers::text as value from kol_account where workspace_id = $1 order by followers desc, kol_id desc offset $2 limit 1', [workspaceId, Math.floor(kols * 0.9)]);
  if (!place) throw new Error('the roster is empty');
  return { workspaceId, deep: place };
}

/** Set by set, from a running number; 7919 is prime, so that the order of followers is not that of names. */
async function insertKols(pool: Pool, workspaceId: string, kols: number): Promise<void> {
  const id = (kind: string) => `md5('${workspaceId} ${kind} ' || n)::uuid`;
  const each = `generate_series(0, ${kols - 1}) n`;
  await pool.query(`
    insert into kol (workspace_id, id, name, tier, status, verticals, price_minor, price_currency, created_at, updated_at)
    select '${workspaceId}', ${id('kol')}, 'Creator ' || n, (array['top', 'mid', 'mid', 'emerging', 'emerging'])[1 + n % 5], (array['active', 'bench', 'bench'])[1 + n % 3],
      array[(array['beauty', 'food', 'travel', 'sport', 'tech', 'home'])[1 + n % 6], (array['mother', 'fashion', 'pets', 'beauty'])[1 + n % 4]], 100000 + n % 500 * 1000, 'CNY', now(), now() - n * interval '1 minute'
    from ${each}`);
  await pool.query(`
    insert into kol_account (workspace_id, id, kol_id, platform, handle, followers, engagement_basis_points, created_at)
    select '${workspaceId}', ${id('account')}, ${id('kol')}, (array['douyin', 'xiaohongshu', 'bilibili', 'weibo'])[1 + n * 31 % 4], 'creator-' || n, 1000 + n::bigint * 7919 % ${kols} * 50, 100 + n % 700, now() from ${each}`);
  await pool.query(`
    insert into kol_standing (workspace_id, kol_id, as_of, score_tenths, grade, revenue_minor, cost_minor, roi_hundredths, light)
    select '${workspaceId}', ${id('kol')}, current_date, n * 17 % 1000, 'B', 1000000, 500000, n::bigint * 104729 % 600, (array['red', 'amber', 'green', 'star'])[1 + n % 4] from ${each} where n % 10 < 6`);
}

/** Milliseconds of each run, the two taking turns at going first; the first of all is for warmth. */
async function timesOf(rounds: number, runs: readonly (() => Promise<unknown>)[]): Promise<number[][]> {
  const times = runs.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const place of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const startedAt = performance.now();
      await runs[place]?.();
      if (round > 0) times[place]?.push(performance.now() - startedAt);
    }
  }
  return times;
}

function figuresOf({ name, limitMs, isPage }: Read, small: readonly number[], large: readonly number[]): Figure[] {
  const growth = median(large) / median(small);
  const figure: Figure = {
    figure: `roster of 100,000: ${name}`, value: median(large), unit: 'ms', reference: { name: '10,000 KOLs', value: median(small) }, ratio: growth,
    demanded: { of: 'value', bound: 'at most', limit: limitMs }, note: isPage ? `${PAGE} rows` : 'counts of five facets',
  };
  if (!isPage) return [figure];
  return [figure, { figure: `growth of ${name}`, value: growth, unit: 'x', reference: null, ratio: growth, demanded: { of: 'ratio', bound: 'at most', limit: 1.5 }, note: 'ten times as many KOLs' }];
}
