import type { DeliveryOutcome } from '#app/domain/ingestion/delivery.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import type { IconName } from '#app/ui/icon.tsx';

const LOOKS: Record<DeliveryOutcome, { readonly tone: Tone; readonly icon?: IconName }> = {
  taken_in: { tone: 'green' }, unchanged: { tone: 'neutral' }, ignored: { tone: 'neutral' }, parked: { tone: 'amber', icon: 'clock' },
  waiting: { tone: 'amber', icon: 'clock' }, unreadable: { tone: 'red', icon: 'alert' },
};

/** What became of a webhook's delivery; what that means is told on hover. */
export function DeliveryOutcomeBadge({ outcome }: { readonly outcome: DeliveryOutcome }) {
  const t = useText('settings');
  return <Badge {...LOOKS[outcome]} title={t(`deliveries.outcomeText.${outcome}`)}>{t(`deliveries.outcomeName.${outcome}`)}</Badge>;
}
