import type { CampaignStatus } from '#app/domain/campaign.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { PaymentStatus } from '#app/domain/cost.ts';
import type { KolStatus } from '#app/domain/kol.ts';
import type { OrderStatus } from '#app/domain/order.ts';
import type { ProposalStatus } from '#app/domain/proposals/proposal.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';

type StatusOf = {
  readonly kol: KolStatus;
  readonly campaign: CampaignStatus;
  readonly collaboration: CollaborationStatus;
  readonly order: OrderStatus;
  readonly payment: PaymentStatus;
  readonly proposal: ProposalStatus;
};

type StatusBadgeProps = { readonly [Kind in keyof StatusOf]: { readonly kind: Kind; readonly status: StatusOf[Kind] } }[keyof StatusOf];

const TONES: Record<StatusOf[keyof StatusOf], Tone> = {
  active: 'green', bench: 'accent', blocked: 'red', archived: 'neutral',
  draft: 'neutral', closed: 'neutral',
  offered: 'accent', agreed: 'accent', live: 'green', ended: 'neutral', paused: 'amber', cancelled: 'neutral',
  paid: 'green', pending: 'amber', partially_refunded: 'amber', refunded: 'red', voided: 'neutral',
  planned: 'neutral', requested: 'amber', approved: 'accent',
  open: 'accent', accepted: 'green', rejected: 'red', superseded: 'neutral',
};

/** State of a KOL, campaign, collaboration, order, payment or proposal: `<StatusBadge kind="payment" status="paid" />`. */
export function StatusBadge(props: StatusBadgeProps) {
  return <Badge tone={TONES[props.status]}>{useStatusText(props)}</Badge>;
}

function useStatusText(props: StatusBadgeProps): string {
  const t = useText('domain');
  switch (props.kind) {
    case 'kol':
      return t(`kolStatus.${props.status}`);
    case 'campaign':
      return t(`campaignStatus.${props.status}`);
    case 'collaboration':
      return t(`collaborationStatus.${props.status}`);
    case 'order':
      return t(`orderStatus.${props.status}`);
    case 'payment':
      return t(`paymentStatus.${props.status}`);
    case 'proposal':
      return t(`proposalStatus.${props.status}`);
  }
}
