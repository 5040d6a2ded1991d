import { Link } from '@remix-run/react';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import type { VarianceView } from '#app/components/variance-text.tsx';
import { ReasonBadge, ReasonText, varianceAnchor, VarianceMoney, VarianceShare } from '#app/components/variance-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

interface VarianceCardProps {
  readonly variance: VarianceView;
  /** Every reason that was given, the latest first. */
  readonly notes: readonly NonNullable<VarianceView['note']>[];
}

/** What the KOL costs by now against what was first promised, and why. Where reasons are written is one page for all. */
export function VarianceCard({ variance, notes }: VarianceCardProps) {
  const t = useText('finance');
  const to = `${paths.financeVariance()}#${varianceAnchor(variance)}`;
  const isOpen = variance.state === 'wanted' || variance.state === 'stale';
  return (
    <Card title={t('variance.ofKol')} subtitle={t('variance.ofKolText')} actions={isOpen ? <LinkButton to={to} size="sm">{t('variance.explain')}</LinkButton> : null}>
      <p className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <span>{t('variance.firstPromised')} <SpendMoney minor={variance.plannedMinor} /></span>
        <span>{t('variance.actual')} <SpendMoney minor={variance.actualMinor} /></span>
        <span>{t('variance.amount')} <VarianceMoney minor={variance.minor} /> (<VarianceShare basisPoints={variance.basisPoints} />)</span>
        <ReasonBadge state={variance.state} />
      </p>
      {notes.length > 0 ? (
        <ul className="mt-3 flex flex-col gap-2" aria-label={t('variance.reasons')}>
          {notes.map((note) => <li key={String(note.writtenAt)}><ReasonText note={note} /></li>)}
        </ul>
      ) : null}
      {variance.state === 'given' ? <p className="mt-2"><Link to={to} className="inline-flex items-center min-h-6 text-accent hover:underline">{t('variance.explainAgain')}</Link></p> : null}
    </Card>
  );
}
