import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import * as z from 'zod/mini';
import { IMPORT_STATUSES, isUnderWay } from '#app/domain/ingestion/import-run.ts';
import { paths } from '#app/lib/paths.ts';

const instant = z.coerce.date();
const progressSchema = z.object({
  status: z.enum(IMPORT_STATUSES), rowsDone: z.number(), bytesDone: z.number(), bytesTotal: z.number(), queuedAt: z.nullable(instant), begunAt: z.nullable(instant),
  cancelRequested: z.boolean(), now: instant,
});
export type ImportProgress = z.infer<typeof progressSchema>;

/** Small files are done in a moment: the first looks come soon, then one a second. */
const FIRST_LOOKS_MS = [150, 150, 200, 250, 250, 500];
const EVERY_MS = 1_000;

/**
 * Follows an import as long as it is on its way, then loads the page anew. A portal that does not answer, because it is being restarted,
 * is asked again: the import is safe in the database.
 */
export function useImportProgress(importId: string, loaded: ImportProgress): { readonly progress: ImportProgress; readonly isOffline: boolean } {
  const [progress, setProgress] = useState(loaded);
  const [isOffline, setOffline] = useState(false);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    let looks = 0;
    let timer = 0;
    let isGone = false;
    const look = async () => {
      const answer = await askProgress(importId);
      if (isGone) return;
      setOffline(answer === null);
      if (answer !== null) setProgress(answer);
      if (answer !== null && !isUnderWay(answer.status)) revalidate();
      else plan();
    };
    const plan = () => {
      timer = window.setTimeout(() => void look(), FIRST_LOOKS_MS[looks] ?? EVERY_MS);
      looks += 1;
    };
    plan();
    return () => {
      isGone = true;
      window.clearTimeout(timer);
    };
  }, [importId, revalidate]);
  return { progress, isOffline };
}

/** null while the portal does not answer. An answer that is none, as after signing out, leads to the page being loaded anew. */
async function askProgress(importId: string): Promise<ImportProgress | null> {
  try {
    const answer = await fetch(paths.importProgress({ importId }), { headers: { accept: 'application/json' } });
    if (answer.status >= 500) return null;
    if (!answer.ok || answer.redirected) window.location.reload();
    return progressSchema.parse(await answer.json());
  } catch {
    return null;
  }
}
