import { formatDateTime, formatRelative } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { useLocale } from './page-context.ts';
import { useRootData } from './root-data.ts';

interface AsOfProps {
  /** Instant of the data, ISO 8601. */
  readonly at: string;
  /** The loader's clock, so that server and browser agree on how old that is. */
  readonly now: string;
  readonly staleAfterMinutes?: number;
}

/** When the figures of a page were true, and whether that is long ago. */
export function AsOf({ at, now, staleAfterMinutes = 60 }: AsOfProps) {
  const t = useText('common');
  const locale = useLocale();
  const { workspace } = useRootData();
  const stale = new Date(now).getTime() - new Date(at).getTime() > staleAfterMinutes * 60_000;
  return (
    <span className="inline-flex items-center gap-2">
      <time dateTime={at} title={formatRelative(at, now, locale)}>{t('asOf', { time: formatDateTime(at, locale, workspace.timeZone) })}</time>
      {stale ? <Badge tone="amber" icon="clock">{t('stale')}</Badge> : <Badge tone="green" icon="check">{t('fresh')}</Badge>}
    </span>
  );
}
