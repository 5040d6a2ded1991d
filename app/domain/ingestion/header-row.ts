import type { Platform } from '../kol.ts';
import type { Cell } from './cell-text.ts';
import { cellAsText, cleanCell } from './cell-text.ts';
import { foldHeading } from './columns.ts';
import { guessMapping } from './headings.ts';
import type { ImportKind } from './import-run.ts';
import { recogniseFormat } from './known-formats.ts';
import { rejectedValue } from './rejects.ts';

export interface HeaderRow {
  readonly headings: readonly string[];
  /** Index of the first row with data. */
  readonly dataFrom: number;
}

const SEARCHED_ROWS = 5;

/**
 * Finds the headings in the first rows of a file: reports put titles above them, and some have two levels (groups above,
 * names below; a name is empty where the group is the whole heading). The rows that make most columns understood win,
 * fewer and earlier ones first; when none is understood the first row is taken.
 */
export function findHeaderRow(rows: readonly (readonly Cell[])[], kind: ImportKind): HeaderRow {
  const texts = rows.slice(0, SEARCHED_ROWS).map((row) => row.map(headingText));
  let best: HeaderRow = { headings: texts[0] ?? [], dataFrom: 1 };
  let mostUnderstood = understood(kind, best.headings);
  texts.forEach((lower, index) => {
    const upper = index > 0 ? texts[index - 1] : undefined;
    for (const headings of upper ? [lower, twoLevels(upper, lower)] : [lower]) {
      const columns = understood(kind, headings);
      if (columns <= mostUnderstood) continue;
      best = { headings, dataFrom: index + 1 };
      mostUnderstood = columns;
    }
  });
  return best;
}

/** A cell as a heading: short, and of characters that can be stored and shown. */
export function headingText(cell: Cell): string {
  return rejectedValue(cellAsText(cleanCell(cell)).trim());
}

function understood(kind: ImportKind, headings: readonly string[]): number {
  if (recogniseFormat(headings)?.kind !== kind) return guessMapping(kind, headings).matches.size;
  return headings.filter((heading) => heading !== '').length;
}

function twoLevels(upper: readonly string[], lower: readonly string[]): string[] {
  const width = Math.max(upper.length, lower.length);
  return Array.from({ length: width }, (_, column) => lower[column] || upper[column] || '');
}

const PLATFORM_MARKS: readonly (readonly [Platform, readonly string[]])[] = [
  ['xiaohongshu', ['笔记id', '笔记链接', '笔记名称', '笔记创作者名称', '小红书号', 'note_id', '博主报价']],
  ['douyin', ['星图ID', '抖音号', '完播率', '1-60s视频', '1-20s视频', '预期CPM', '抖音/火山号']],
  ['bilibili', ['弹幕数', '投币数', 'bvid', 'BV号']],
  ['kuaishou', ['快手号']],
  ['youtube', ['Video publish time', 'Watch time (hours)', 'Subscribers', 'Channel title']],
  ['tiktok', ['is_aigc', 'TikTok handle']],
  ['instagram', ['Instagram handle', 'Account username', 'Permalink', '60 Day Eng Rate']],
];

/** The platform whose reports have such headings, to be offered as the import's default; null when nothing tells. */
export function platformHint(headings: readonly string[]): Platform | null {
  const folded = new Set(headings.map(foldHeading));
  const hits = PLATFORM_MARKS.filter(([, marks]) => marks.some((mark) => folded.has(foldHeading(mark))));
  const [only] = hits;
  return only !== undefined && hits.length === 1 ? only[0] : null;
}
