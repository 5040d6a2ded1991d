import type { FileRow, TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';

/** The rows of a file below its headings. */
export async function* dataRows(file: TabularFile, skipRows: number): AsyncGenerator<readonly FileRow[]> {
  let left = skipRows;
  for await (const rows of file.rows()) {
    yield left === 0 ? rows : rows.slice(left);
    left = Math.max(0, left - rows.length);
  }
}
