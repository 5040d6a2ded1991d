import { IMPORT_FIELDS } from '#app/domain/ingestion/import-fields.ts';
import { importKindSchema } from '#app/domain/ingestion/import-run.ts';
import { page } from '#app/lib/authorize.server.ts';
import { csvStream } from '#app/lib/file-writing/csv-stream.server.ts';

/** An empty file with our own headings of a kind. */
export const loader = page('imports:run', async ({ url }) => {
  const kind = importKindSchema.safeParse(url.searchParams.get('kind') ?? 'orders');
  if (!kind.success) throw new Response('There is no such kind of file.', { status: 404 });
  async function* parts() {
    yield [Object.keys(IMPORT_FIELDS[kind.data ?? 'orders'])];
  }
  return csvStream(`${kind.data}.csv`, parts());
});
