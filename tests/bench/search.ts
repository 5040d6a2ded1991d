import { openDatabase } from '#db/client.server.ts';
import { findKolsByWords } from '#db/queries/kol-search.server.ts';
import { countRoster, listRosterRows } from '#db/queries/roster-list.server.ts';
import { walkRoster } from '#db/queries/roster-walk.server.ts';
import { kolQuestion } from '#app/domain/kol-search.ts';
import { searchPortal } from '#app/services/search-portal.server.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { makeAssetWorld } from './asset-world.ts';
import type { BenchLine, Figure } from './line.ts';
import { median } from './line.ts';
import { makeSearchWorld } from './search-world.ts';

const KOLS = 100_000;
const ASSETS = 50_000;
/** As it is typed: what few have, what very many have, what nobody has. */
const TYPED = {
  name: ['王小美', '沈雪', '单静敏', '王', '李丽美妆', 'Vlog', '张三丰'],
  handle: ['wangxiaomei_', '@liuxue', '_1a2', 'shenmei_', 'off', 'zzqq'],
  pinyin: ['wxm', 'wangxiaomei', 'w', 'wa', 'wang', 'shanjing', 'zengxiu', 'xuemei', 'wang xiao', 'zhqqx'],
  'two Chinese characters': ['小美', '美妆', '雪梅', '日常', '丽雪', '夜雨'],
} as const;

/** Searching at 100,000 KOLs beside 50,000 assets: KOLs alone, everything that the palette looks through, and the roster's own search. */
export const searchLine: BenchLine = {
  name: 'search',
  measure: async (bench) => {
    const handle = openDatabase(await bench.makeDatabase('search'), { max: 6, statementTimeoutMs: 0 });
    try {
      const { db } = handle;
      const workspaceId = await aWorkspace(db);
      bench.progress(`search: making ${KOLS} KOLs and ${ASSETS} assets`);
      await makeSearchWorld(handle.pool, workspaceId, KOLS);
      await makeAssetWorld(handle.pool, workspaceId, ASSETS);
      const rounds = bench.quick ? 5 : Math.max(15, bench.rounds);
      const everything = (typed: string) => searchPortal(db, { workspaceId, typed, limit: 6, today: '2026-07-10', seesCosts: true });
      const kols = async (typed: string) => {
        const question = kolQuestion(typed);
        return question ? await findKolsByWords(db, workspaceId, question, 8) : [];
      };
      const roster = async (search: string) => {
        const [places] = await Promise.all([
          walkRoster(db, workspaceId, { filter: { search }, sort: { column: 'followers', descending: true }, page: null, limit: 51 }), countRoster(db, workspaceId, { search }),
        ]);
        return await listRosterRows(db, workspaceId, places.map(({ id }) => id), true);
      };
      const figures: Figure[] = [];
      for (const [kind, typed] of Object.entries(TYPED)) figures.push(figure(`100,000 KOLs by ${kind}, p95`, await timesOf(rounds, typed, kols)));
      const all = Object.values(TYPED).flat();
      figures.push(figure('palette: KOLs, campaigns, collaborations, orders, 50,000 assets, payments at once, p95', await timesOf(rounds, all, everything)));
      figures.push(figure('roster of 100,000 searched: first page and its count, p95', await timesOf(rounds, all, roster), 300));
      return figures;
    } finally {
      await handle.close();
    }
  },
};

async function timesOf(rounds: number, typed: readonly string[], run: (typed: string) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const text of typed) {
      const startedAt = performance.now();
      await run(text);
      // The first round is for warmth.
      if (round > 0) times.push(performance.now() - startedAt);
    }
  }
  return times;
}

function figure(name: string, times: readonly number[], limit = 50): Figure {
  const p95 = times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * 0.95))] ?? Number.NaN;
  return { figure: name, value: p95, unit: 'ms', reference: null, ratio: null, demanded: { of: 'value', bound: 'at most', limit }, note: `p50 ${median(times).toFixed(1)} ms, worst ${Math.max(...times).toFixed(1)} ms` };
}
