import type { ImportStatus } from '#app/domain/ingestion/import-run.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';

const TONES: Record<ImportStatus, Tone> = {
  queued: 'neutral', running: 'accent', previewed: 'accent', applied: 'green', refused: 'red', failed: 'red', cancelled: 'neutral', undone: 'neutral',
};

/** What became of an import. */
export function ImportStatusBadge({ status }: { readonly status: ImportStatus }) {
  const td = useText('domain');
  return <Badge tone={TONES[status]}>{td(`importStatus.${status}`)}</Badge>;
}
