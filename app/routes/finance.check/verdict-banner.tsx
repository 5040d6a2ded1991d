import { Link } from '@remix-run/react';
import type { LedgerVerdict } from '#app/services/verify-ledger.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { HashText } from '#app/components/ledger-parts.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';

type Verdict = Omit<LedgerVerdict, 'verifiedAt'> & { readonly verifiedAt: string | Date };

/** What the check found: that the chain holds, or the first broken entry and what is wrong with it. */
export function VerdictBanner({ verdict }: { readonly verdict: Verdict }) {
  const t = useText('ledger');
  const { status, checked, headHash, firstBroken, anchors, mismatches, verifiedAt } = verdict;
  if (status === 'holds') {
    return (
      <Banner tone="green" title={t('check.holds', { count: checked })}>
        <p>{t('check.holdsText', { anchors: anchors.count })} <InstantText at={verifiedAt} /></p>
        <p><HashText hash={headHash} whole /></p>
      </Banner>
    );
  }
  return (
    <Banner tone="red" title={firstBroken ? t('check.broken', { number: firstBroken.sequence }) : t('check.brokenElsewhere')}>
      {firstBroken ? <p>{t(`fault.${firstBroken.fault}`)} {t('check.whole', { count: checked })} <Link to={paths.ledgerEntry({ sequence: Math.max(1, firstBroken.sequence) })} className="underline">{t('entry', { number: firstBroken.sequence })}</Link></p> : null}
      {anchors.brokenLines.length > 0 ? <p>{t('check.brokenAnchors', { lines: anchors.brokenLines.join(', ') })}</p> : null}
      {mismatches.length > 0 ? (
        <>
          <p>{t('check.mismatches', { count: mismatches.length })}</p>
          <ul className="list-disc ps-5">
            {mismatches.slice(0, 20).map((one) => (
              <li key={`${one.sourceKind} ${one.sourceId} ${one.account} ${one.currency}`}>
                {t(`source.${one.sourceKind}`)} {one.sourceId}: <MoneyText minor={one.expectedMinor} currency={one.currency} /> ≠ <MoneyText minor={one.postedMinor} currency={one.currency} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Banner>
  );
}
