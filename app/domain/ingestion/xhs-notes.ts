import type { Cell } from './cell-text.ts';
import type { Columns } from './columns.ts';
import type { ContentRow } from './content-row.ts';
import { parseContentRow } from './content-row.ts';
import type { FileFormat } from './file-format.ts';
import { id } from './field-readers.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';

/** The note workbook of Xiaohongshu (metrics-and-formats.md section 5f): two rows of headings; totals, not the organic part, are a note's counts. */
export const XHS_NOTES: FileFormat = {
  id: 'xhs-notes',
  kind: 'content',
  origin: 'xiaohongshu',
  signature: ['笔记id', '笔记链接', '笔记创作者名称', '全部曝光量', '全部阅读量'],
  columns: {
    content_url: ['笔记链接'], handle: ['笔记创作者名称'], published_at: ['笔记发布时间'], impressions: ['全部曝光量'], views: ['全部阅读量'], likes: ['点赞量'], comments: ['评论量'],
    saves: ['收藏量'], follows: ['关注量'], shares: ['分享量'],
  },
  defaults: { platform: 'xiaohongshu', zone: 'Asia/Shanghai', currency: 'CNY' },
};

/** The field set in which tools keep the note data of 蒲公英: a note has an id and no address. */
export const PUGONGYING_NOTES: FileFormat = {
  id: 'pugongying-notes',
  kind: 'content',
  origin: 'pugongying',
  signature: ['note_id', 'kol_id', 'kol_nick_name', 'imp_num', 'read_num'],
  columns: {
    note_id: ['note_id'], handle: ['kol_nick_name'], impressions: ['imp_num'], views: ['read_num'], likes: ['like_num'], comments: ['cmt_num'], saves: ['fav_num'],
    follows: ['follow_num'], shares: ['share_num'],
  },
  defaults: { platform: 'xiaohongshu', zone: 'Asia/Shanghai', currency: 'CNY' },
  without: ['content_url'],
  content: parseNoteRow,
};

/** The address of a note follows from its id. */
function parseNoteRow(cells: readonly Cell[], columns: Columns, defaults: RowDefaults): ParsedRow<ContentRow> {
  if (columns.byField.has('content_url')) return parseContentRow(cells, columns, defaults);
  const reader = new RowReader(cells, columns);
  const noteId = reader.required('note_id', id);
  if (!noteId) return { ok: false, rejects: reader.rejects };
  const column = { index: columns.width, heading: 'note_id', power: 0, minor: false };
  const withAddress = { width: columns.width + 1, byField: new Map([...columns.byField, ['content_url', column]]) };
  const padded = [...cells, ...Array.from({ length: Math.max(0, columns.width - cells.length) }, () => null)];
  const address = `https://www.xiaohongshu.com/explore/${encodeURIComponent(noteId)}`;
  return parseContentRow([...padded.slice(0, columns.width), address, ...padded.slice(columns.width)], withAddress, defaults);
}
