import { formatMoney, formatMoneyCompact } from '#app/i18n/format.ts';
import { cx } from '#app/ui/class-names.ts';
import { usePageContext } from './page-context.ts';

interface MoneyTextProps {
  /** Minor units; null for an amount that is not known, written as a dash. */
  readonly minor: number | null;
  readonly currency: string;
  /** "¥321.5万" with the exact amount on hover, on focus, for screen readers and in copies (hint-layer.tsx); otherwise to the last fen. */
  readonly compact?: boolean;
  /** Red for what is below zero. */
  readonly signed?: boolean;
}

/** An amount of money. */
export function MoneyText({ minor, currency, compact = false, signed = false }: MoneyTextProps) {
  const { locale, units } = usePageContext();
  if (minor === null) return <Dash />;
  const exact = formatMoney(minor, currency, locale);
  const className = signed && minor < 0 ? 'text-red' : undefined;
  if (!compact) return <span className={className}>{exact}</span>;
  return (
    <span title={exact} className={cx('exact', className)}>
      <span aria-hidden="true">{formatMoneyCompact(minor, currency, locale, units)}</span>
      <span className="sr-only">{exact}</span>
    </span>
  );
}

/** Nothing to show, which is not the same as 0. `title` says why. */
export function Dash({ title }: { readonly title?: string }) {
  return <span className="text-muted" title={title}>—</span>;
}
