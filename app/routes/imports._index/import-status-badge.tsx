import type { ImportStatus } from '#app/domain/ingestion/import-run.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';

const TONES: Record<ImportStatus, Tone> = {
  queued: 'neutral', running: 'accent', previewed: 'accent', applied: 'green', refused: 'red', failed: 'red', cancelled: 'neutral', undone: 'neutral',
};

interface ImportStatusBadgeProps {
  readonly status: ImportStatus;
  /** A check that nobody can carry out any more: it only said what would happen. */
  readonly isTrial?: boolean;
}

/** What became of an import. */
export function ImportStatusBadge({ status, isTrial = false }: ImportStatusBadgeProps) {
  const t = useText('imports');
  const td = useText('domain');
  if (isTrial) return <Badge>{t('trial')}</Badge>;
  return <Badge tone={TONES[status]}>{td(`importStatus.${status}`)}</Badge>;
}
