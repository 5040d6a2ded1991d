import { formatCompact, formatNumber, formatPercent, formatProbability } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Dash } from './money-text.tsx';
import { useLocale, usePageContext } from './page-context.ts';

/** A ratio such as ROI with two decimals; a dash where there was nothing to divide by. A string is a decimal as ratioText writes it. */
export function RatioText({ ratio }: { readonly ratio: number | string | null }) {
  const locale = useLocale();
  const t = useText('common');
  if (ratio === null) return <Dash title={t('noCost')} />;
  return <>{formatNumber(Number(ratio), locale, 2)}</>;
}

/** A share of 1 as percent. */
export function PercentText({ share, decimals = 1 }: { readonly share: number | null; readonly decimals?: number }) {
  const locale = useLocale();
  return share === null ? <Dash /> : <>{formatPercent(share, locale, decimals)}</>;
}

/** A count; compact ones tell the exact count on hover, on focus, to screen readers, and when they are copied (hint-layer.tsx). */
export function CountText({ count, compact = false }: { readonly count: number | null; readonly compact?: boolean }) {
  const { locale, units } = usePageContext();
  if (count === null) return <Dash />;
  const exact = formatNumber(count, locale, 0);
  if (!compact) return <>{exact}</>;
  return (
    <span title={exact} className="exact">
      <span aria-hidden="true">{formatCompact(count, locale, units)}</span>
      <span className="sr-only">{exact}</span>
    </span>
  );
}

/** How much a figure grew or shrank, with its sign and an arrow; nothing where there was nothing to compare with. Which way is good, colour does not say. */
export function ChangeText({ share }: { readonly share: number | null }) {
  const locale = useLocale();
  if (share === null) return null;
  const sign = share > 0 ? '+' : '';
  return <span className="whitespace-nowrap font-medium text-text">{share === 0 ? '' : share > 0 ? '▲ ' : '▼ '}{sign}{formatPercent(share, locale, 0)}</span>;
}

/** A probability with the word for it, so that 0.81 is read as "likely", not as certain. */
export function ProbabilityText({ probability }: { readonly probability: number | null }) {
  const locale = useLocale();
  const t = useText('common');
  if (probability === null) return <Dash title={t('notEnoughData')} />;
  return <>{t('probability.text', { percent: formatProbability(probability, locale), word: t(`probability.${wordFor(probability)}`) })}</>;
}

/** A probability by itself, for columns of them. */
export function ChanceText({ probability }: { readonly probability: number | null }) {
  const locale = useLocale();
  const t = useText('common');
  return probability === null ? <Dash title={t('notEnoughData')} /> : <>{formatProbability(probability, locale)}</>;
}

/** The word for a probability by itself, where its percent stands alone above it. */
export function ProbabilityWord({ probability }: { readonly probability: number }) {
  const t = useText('common');
  return <>{t(`probability.${wordFor(probability)}`)}</>;
}

function wordFor(probability: number): 'almostCertain' | 'likely' | 'open' | 'unlikely' | 'almostExcluded' {
  if (probability >= 0.95) return 'almostCertain';
  if (probability >= 0.8) return 'likely';
  if (probability > 0.2) return 'open';
  return probability > 0.05 ? 'unlikely' : 'almostExcluded';
}
