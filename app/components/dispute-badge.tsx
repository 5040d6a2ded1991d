import type { DisputedFigure, DisputeStatus } from '#app/domain/dispute.ts';
import { metricOf } from '#app/domain/dispute.ts';
import { figureWords } from '#app/i18n/figure-words.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { MetricText } from './metric-text.tsx';
import { Dash } from './money-text.tsx';
import { useLocale } from './page-context.ts';
import { useRootData } from './root-data.ts';

const LOOKS: Record<DisputeStatus, { readonly tone: Tone; readonly icon: IconName }> = {
  open: { tone: 'accent', icon: 'clock' }, upheld: { tone: 'green', icon: 'check' }, rejected: { tone: 'red', icon: 'close' }, withdrawn: { tone: 'neutral', icon: 'minus' },
};

/** Where a dispute stands; an open one whose day has passed is overdue. */
export function DisputeBadge({ status, overdue = false }: { readonly status: DisputeStatus; readonly overdue?: boolean }) {
  const t = useText('scorecard');
  return status === 'open' && overdue ? <Badge tone="red" icon="alert">{t('dispute.overdue')}</Badge> : <Badge {...LOOKS[status]}>{t(`dispute.status.${status}`)}</Badge>;
}

/** A figure of a card by its name. */
export function useFigureName(): (figure: DisputedFigure) => string {
  const t = useText('domain');
  return (figure) => figureWords(t, figure);
}

/** What the card said of a figure, in its unit. */
export function FigureValue({ figure, value, withheld }: { readonly figure: DisputedFigure; readonly value: number | null; readonly withheld: boolean }) {
  const t = useText('scorecard');
  const locale = useLocale();
  const { workspace } = useRootData();
  if (withheld) return <Dash title={t('withheld')} />;
  const metric = metricOf(figure);
  if (metric !== null) return <MetricText metric={metric} value={value} currency={workspace.currency} title={t('notReported')} />;
  return value === null ? <Dash title={t('notEnough')} /> : <>{formatNumber(value, locale, 1)}</>;
}
