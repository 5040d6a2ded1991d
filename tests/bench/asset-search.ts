import { openDatabase } from '#db/client.server.ts';
import type { AssetQuestion } from '#db/queries/asset-conditions.server.ts';
import { countAssetFacets, findAssetPage } from '#db/queries/asset-list.server.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { makeAssetWorld } from './asset-world.ts';
import type { BenchLine, Figure } from './line.ts';
import { median } from './line.ts';

const ASSETS = 50_000;
/** As it is typed: two characters, a beginning, initials, a name, two words, what nearly all have, what none has. */
const TYPED = ['焕新', '精', 'ser', 'serum', 'xrhx', 'xiari', '沈星', 'sxl', '夏日 serum', '直播 开箱', 'un', 'summer 49', 'zzqq', '晚霞精华', '敏感肌'];

/** The library at 50,000 assets: what is typed, filters, a use on a day, a deep page, and the counts beside the filters. */
export const assetSearchLine: BenchLine = {
  name: 'asset-search',
  measure: async (bench) => {
    const handle = openDatabase(await bench.makeDatabase('assets'), { max: 2, statementTimeoutMs: 0 });
    try {
      const workspaceId = await aWorkspace(handle.db);
      bench.progress(`asset-search: making ${ASSETS} assets`);
      await makeAssetWorld(handle.pool, workspaceId, ASSETS);
      const { rows } = await handle.pool.query<{ today: string }>('select current_date::text as today');
      const plain: AssetQuestion = { search: '', filters: {}, usable: null, isDeleted: false, today: rows[0]?.today ?? '' };
      const read = async (question: AssetQuestion, page: Parameters<typeof findAssetPage>[3]['page'] = null) => await findAssetPage(handle.db, workspaceId, question, { sort: 'created', page, limit: 48, counted: 1_000 });
      const timed = async (run: () => Promise<unknown>): Promise<number> => {
        const startedAt = performance.now();
        await run();
        return performance.now() - startedAt;
      };
      const rounds = bench.quick ? 5 : Math.max(15, bench.rounds);
      const typed: number[] = [];
      const others: Record<'first' | 'deep' | 'filters' | 'usable' | 'facets' | 'narrowed', number[]> = { first: [], deep: [], filters: [], usable: [], facets: [], narrowed: [] };
      const after = (await handle.pool.query<{ id: string; at: string }>('select id, created_at::text as at from asset order by created_at desc, id desc offset 40000 limit 1')).rows[0];
      const deep = { direction: 'after' as const, cursor: Buffer.from(JSON.stringify([after?.at, after?.id])).toString('base64url') };
      const usable = { channel: 'paid_ads', territory: 'CN', on: plain.today };
      for (let round = 0; round < rounds; round += 1) {
        for (const search of TYPED) typed.push(await timed(() => read({ ...plain, search })));
        others.first.push(await timed(() => read(plain)));
        others.deep.push(await timed(() => read(plain, deep)));
        others.filters.push(await timed(() => read({ ...plain, filters: { tier: ['mid'], platform: ['douyin'], band: ['high'] } })));
        others.usable.push(await timed(() => read({ ...plain, search: '精华', usable })));
        others.facets.push(await timed(() => countAssetFacets(handle.db, workspaceId, plain)));
        others.narrowed.push(await timed(() => countAssetFacets(handle.db, workspaceId, { ...plain, search: '焕新 serum' })));
      }
      const words = { first: 'first page', deep: 'page 800', filters: 'three filters', usable: 'a word, usable on a day', facets: 'counts of all filters, whole library', narrowed: 'counts of all filters, two words' } as const;
      return [
        figure('50,000 assets, as it is typed, p95', percentile(typed, 0.95), 50, `p50 ${median(typed).toFixed(1)} ms over ${TYPED.length} questions, rows and total`),
        ...(Object.keys(words) as (keyof typeof words)[]).map((key) => figure(`50,000 assets, ${words[key]}, p95`, percentile(others[key], 0.95), key === 'facets' ? null : 50, `p50 ${median(others[key]).toFixed(1)} ms`)),
      ];
    } finally {
      await handle.close();
    }
  },
};

function figure(name: string, value: number, limit: number | null, note: string): Figure {
  return { figure: name, value, unit: 'ms', reference: null, ratio: null, demanded: limit === null ? null : { of: 'value', bound: 'at most', limit }, note };
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
}
