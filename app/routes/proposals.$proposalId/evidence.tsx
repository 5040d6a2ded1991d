import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { FuseBadge } from '#app/components/badges.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { CountText, PercentText } from '#app/components/number-text.tsx';
import { useCan, useRootData } from '#app/components/root-data.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import type { OpenProposal, ProposalFigures } from './view.server.ts';

/** The facts that the proposal rests on, each leading to the rows behind it. */
export function Evidence({ proposal, figures }: { readonly proposal: OpenProposal; readonly figures: ProposalFigures | null }) {
  const t = useText('proposals');
  const td = useText('domain');
  const tp = useText('payments');
  const can = useCan();
  const { workspace } = useRootData();
  const money = (minor: number | null) => <MoneyText minor={minor} currency={workspace.currency} />;
  const orders = paths.collaborationOrders(proposal);
  const statement = paths.financeKol(proposal);
  return (
    <Card title={t('evidence')} subtitle={t('evidenceMeaning', { version: proposal.policyVersion })}>
      <KeyValueList
        items={[
          { key: 'orders', label: td('metric.orders'), value: <To to={orders}><CountText count={proposal.orders} /></To> },
          { key: 'revenue', label: td('metric.revenue'), value: <To to={orders}>{money(proposal.revenueMinor)}</To> },
          { key: 'refunds', label: td('metric.refunds'), value: <To to={orders}>{money(proposal.refundedMinor)}</To> },
          ...(figures
            ? [
                { key: 'committed', label: t('committed'), value: <To to={statement}>{money(figures.committedMinor)}</To> },
                { key: 'freed', label: t('freed'), value: <To to={statement}>{money(figures.freedMinor)}</To> },
              ]
            : []),
          { key: 'arrived', label: t('arrived'), value: <>≈ <PercentText share={proposal.arrivedTenths / 10} decimals={0} /></> },
          { key: 'fuse', label: t('fuse'), value: <><FuseBadge fuse={proposal.fuse} />{proposal.fuse === 'tripped' && can('costs:write') ? <> <Link to={paths.signOffNew(`?kind=fuse_reset&subject=${proposal.collaborationId}`)} className="inline-flex items-center min-h-6 text-accent hover:underline">{tp('signOff.askFor')}</Link></> : null}</> },
          { key: 'model', label: t('model'), value: td(`attributionModel.${proposal.attributionModel}`) },
          { key: 'flight', label: t('flight'), value: <><DayText day={proposal.startsOn} /> – <DayText day={proposal.endsOn} /></> },
          { key: 'review', label: t('review'), value: <To to={paths.roi(`?as_of=${proposal.asOf}&f.collaboration=${proposal.collaborationId}`)}><DayText day={proposal.asOf} /></To> },
          { key: 'card', label: t('scorecard'), value: <To to={paths.scorecard(proposal)}>{t('openScorecard')}</To> },
        ]}
      />
    </Card>
  );
}

function To({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return <Link to={to} className="inline-flex items-center min-h-6 text-accent hover:underline">{children}</Link>;
}
