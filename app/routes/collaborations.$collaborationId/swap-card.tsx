import { Link } from '@remix-run/react';
import { MoneyText } from '#app/components/money-text.tsx';
import { ProbabilityText, RatioText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import type { CollaborationPage } from './load-collaboration.server.ts';

interface SwapCardProps {
  readonly swaps: CollaborationPage['swaps'];
  readonly ownId: string;
  readonly currency: string;
}

/** Whom this collaboration replaced or who replaced it, with what was predicted beside what came of it. */
export function SwapCard({ swaps, ownId, currency }: SwapCardProps) {
  const t = useText('collaboration');
  const locale = useLocale();
  if (swaps.length === 0) return null;
  const ratio = (value: number) => formatNumber(value, locale, 2);
  return (
    <Card title={t('swap.title')}>
      <ul className="flex flex-col gap-4">
        {swaps.map(({ freshId, freshName, freshStatus, oldId, oldName, proposalId, money }) => (
          <li key={freshId} className="flex flex-col gap-2">
            <p className="flex flex-wrap items-center gap-2">
              {freshId === ownId
                ? <>{t('swap.replaces')} <Link to={paths.collaboration({ collaborationId: oldId })} className="text-accent hover:underline">{oldName}</Link></>
                : <>{t('swap.replacedBy')} <Link to={paths.collaboration({ collaborationId: freshId })} className="text-accent hover:underline">{freshName}</Link> <StatusBadge kind="collaboration" status={freshStatus} /></>}
              {proposalId ? <Link to={paths.proposal({ proposalId })} className="text-muted hover:underline">{t('swap.proposal')}</Link> : null}
            </p>
            {money ? (
              <KeyValueList
                items={[
                  ...(money.predicted
                    ? [
                        { key: 'gain', label: t('swap.predictedGain'), value: <MoneyText minor={money.predicted.expectedGainMinor} currency={currency} signed /> },
                        { key: 'roi', label: t('swap.predictedRoi'), value: t('swap.interval', { low: ratio(money.predicted.low), high: ratio(money.predicted.high) }) },
                        { key: 'better', label: t('swap.better'), value: <ProbabilityText probability={money.predicted.probabilityBetter} /> },
                      ]
                    : [{ key: 'none', label: t('swap.predictedGain'), value: t('swap.notPredicted') }]),
                  { key: 'actual', label: t('swap.actualRoi'), value: <><RatioText ratio={money.roi} /> <span className="text-muted">(<MoneyText minor={money.revenueMinor} currency={currency} compact /> / <MoneyText minor={money.costMinor} currency={currency} compact />)</span></> },
                ]}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
