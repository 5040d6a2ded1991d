import { Link } from '@remix-run/react';
import { VerdictBadge } from '#app/components/badges.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { SwapBadge } from '#app/components/swap-badge.tsx';
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

const link = 'text-accent hover:underline';

/** The accepted proposals that this collaboration is part of, with what was predicted beside what came of it. */
export function SwapCard({ swaps, ownId, currency }: SwapCardProps) {
  const t = useText('collaboration');
  const ts = useText('swaps');
  if (swaps.length === 0) return null;
  const seesMoney = swaps.some(({ money }) => money !== null);
  return (
    <Card title={t('swap.title')} actions={seesMoney ? <Link to={paths.swaps()} className={link}>{ts('card.all')}</Link> : null}>
      <ul className="flex flex-col gap-4">
        {swaps.map(({ proposalId, kind, old, fresh, money }) => (
          <li key={proposalId} className="flex flex-col gap-2">
            <p className="flex flex-wrap items-center gap-2">
              <VerdictBadge kind={kind} />
              <Partners ownId={ownId} old={old} fresh={fresh} />
              <Link to={paths.proposal({ proposalId })} className="text-muted hover:underline">{t('swap.proposal')}</Link>
            </p>
            {money ? (
              <KeyValueList
                items={[
                  { key: 'gain', label: ts('card.gain'), value: money.predicted.gain ? <Predicted gain={money.predicted.gain} currency={currency} /> : t('swap.notPredicted') },
                  { key: 'soFar', label: ts('card.soFar'), value: <MoneyText minor={money.outcome.soFarMinor} currency={currency} signed /> },
                  {
                    key: 'close', label: ts('card.atClose'),
                    value: <span className="inline-flex flex-wrap items-center gap-2"><MoneyText minor={money.outcome.atClose?.expectedMinor ?? null} currency={currency} signed /><SwapBadge within={money.outcome.withinPrediction} /><span className="text-muted">{ts(`state.${money.outcome.state}`)}</span></span>,
                  },
                ]}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

type Swap = CollaborationPage['swaps'][number];

function Partners({ ownId, old, fresh }: { readonly ownId: string } & Pick<Swap, 'old' | 'fresh'>) {
  const t = useText('collaboration');
  if (old.collaborationId !== ownId) return <>{t('swap.replaces')} <Link to={paths.collaboration(old)} className={link}>{old.kolName}</Link></>;
  if (fresh.length === 0) return null;
  return <>{t('swap.replacedBy')} {fresh.map((one) => <span key={one.collaborationId} className="inline-flex items-center gap-2"><Link to={paths.collaboration(one)} className={link}>{one.kolName}</Link><StatusBadge kind="collaboration" status={one.status} /></span>)}</>;
}

function Predicted({ gain, currency }: { readonly gain: NonNullable<NonNullable<Swap['money']>['predicted']['gain']>; readonly currency: string }) {
  return (
    <>
      <MoneyText minor={gain.expectedMinor} currency={currency} signed />
      {gain.lowMinor !== null && gain.highMinor !== null ? <span className="text-muted"> (<MoneyText minor={gain.lowMinor} currency={currency} compact /> – <MoneyText minor={gain.highMinor} currency={currency} compact />)</span> : null}
    </>
  );
}
