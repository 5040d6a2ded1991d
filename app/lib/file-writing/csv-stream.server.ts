import { stringify } from 'csv-stringify/sync';
import { csvCellText } from '../csv-download.server.ts';

type Cells = readonly (string | number | null)[];

/**
 * A CSV answer that is written while its rows are read: UTF-8 with a byte order mark, which spreadsheets need to read Chinese, and text
 * guarded against being computed.
 */
export function csvStream(fileName: string, parts: AsyncGenerator<readonly Cells[]>): Response {
  const encoder = new TextEncoder();
  let isFirst = true;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = await parts.next();
      if (part.done) return controller.close();
      const text = stringify(part.value.map((row) => row.map(csvCellText)), { record_delimiter: '\n' });
      controller.enqueue(encoder.encode(isFirst ? `\ufeff${text}` : text));
      isFirst = false;
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff',
    },
  });
}
