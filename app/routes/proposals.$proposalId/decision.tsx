import { Link } from '@remix-run/react';
import type { DraftedReplacement } from '#db/queries/proposal-pages.server.ts';
import { PlatformBadge } from '#app/components/badges.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import type { OpenProposal, ProposalFigures } from './view.server.ts';

interface DecisionProps {
  readonly proposal: OpenProposal;
  readonly figures: ProposalFigures | null;
  readonly drafted: readonly DraftedReplacement[];
}

/** What was decided, and what the decision did: the collaboration it changed, and those it drafted with their tracking codes. */
export function Decision({ proposal, figures, drafted }: DecisionProps) {
  const t = useText('proposals');
  const { workspace } = useRootData();
  const acted = proposal.status === 'accepted' && (proposal.kind === 'reduce' || proposal.kind === 'replace');
  const link = 'inline-flex items-center min-h-6 text-accent hover:underline';
  return (
    <Card title={t('decision')}>
      <KeyValueList
        items={[
          { key: 'status', label: t('column.status'), value: <StatusBadge kind="proposal" status={proposal.status} /> },
          { key: 'at', label: t('column.decided'), value: <InstantText at={proposal.decidedAt} /> },
          ...(proposal.decidedBy ? [{ key: 'by', label: t('column.decidedBy'), value: proposal.decidedBy }] : []),
          ...(proposal.decisionReason ? [{ key: 'reason', label: t('reason'), value: proposal.decisionReason }] : []),
          ...(acted && figures ? [{ key: 'released', label: t('released'), value: <MoneyText minor={figures.releasedMinor} currency={workspace.currency} /> }] : []),
          ...(acted
            ? [{
                key: 'old', label: t(proposal.kind === 'reduce' ? 'reduced' : 'ended'),
                value: <span className="inline-flex flex-wrap items-center gap-2"><Link to={paths.collaboration(proposal)} className={link}>{proposal.kolName} · {proposal.campaignName}</Link><StatusBadge kind="collaboration" status={proposal.collaborationStatus} /></span>,
              }]
            : []),
          ...drafted.map((one) => ({
            key: one.collaborationId, label: t('drafted'),
            value: (
              <span className="inline-flex flex-wrap items-center gap-2">
                <Link to={paths.collaboration(one)} className={link}>{one.kolName}</Link><PlatformBadge platform={one.platform} />
                <span>{t('trackingCode')} <code>{one.trackingCode}</code></span><span>{t('coupon')} <code>{one.coupon}</code></span>
              </span>
            ),
          })),
        ]}
      />
    </Card>
  );
}
