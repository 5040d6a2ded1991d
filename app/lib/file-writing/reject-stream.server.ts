import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { returnedCell } from '#app/domain/ingestion/reject-file.ts';

type Rows = AsyncGenerator<readonly (readonly string[])[]>;

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };

/** A text file that is written while its rows are read, with the separator of the file they came from: UTF-8 with a byte order mark. */
export function rejectedCsv(fileName: string, delimiter: string, parts: Rows): Response {
  const encoder = new TextEncoder();
  let isFirst = true;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = await parts.next();
      if (part.done) return controller.close();
      const text = stringify(part.value.map((row) => row.map(returnedCell)), { delimiter, record_delimiter: '\n' });
      controller.enqueue(encoder.encode(isFirst ? `\ufeff${text}` : text));
      isFirst = false;
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
  return new Response(body, { headers: { ...HEADERS, 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${fileName}"` } });
}

/** A workbook of text cells. Its rows are some ten thousand at the most, so it is made whole. */
export async function rejectedXlsx(fileName: string, parts: Rows): Promise<Response> {
  const data: { value: string; type: typeof String }[][] = [];
  for await (const rows of parts) for (const row of rows) data.push(row.map((cell) => ({ value: returnedCell(cell), type: String })));
  const bytes = await writeXlsxFile(data, { sheet: 'rejected' }).toBuffer();
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...HEADERS, 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': `attachment; filename="${fileName}"`,
    },
  });
}
