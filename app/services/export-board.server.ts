import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Policy } from '#app/domain/policy.ts';
import type { ExportTable } from '#app/lib/file-writing/write-table.server.ts';
import type { BoardQuestion } from './read-roi-board.server.ts';
import { readRoiBoard } from './read-roi-board.server.ts';
import { roiItem } from './report-roi.server.ts';
import { roiTable } from './roi-table.ts';

/** The ROI board as it is shown, all of its rows, under the headings of every ROI export. */
export async function boardTable(db: Kysely<Database>, workspaceId: string, question: BoardQuestion, { policy, currency }: { policy: Policy; currency: string }): Promise<ExportTable> {
  const { rows } = await readRoiBoard(db, workspaceId, question, policy);
  return roiTable(rows.map((line) => roiItem(line, { currency, asOf: question.asOf, period: question.period })));
}
