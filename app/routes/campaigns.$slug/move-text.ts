import { useLocale } from '#app/components/page-context.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { Tier } from '#app/domain/kol.ts';
import { isPencilled } from '#app/domain/collaboration.ts';
import type { Finding } from '#app/domain/matrix-rules.ts';
import { formatDay, formatMoney, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';

/** A slot by name: "Mid slot 3". */
export function useSlotName(): (at: { readonly tier: Tier; readonly slot: number | null }) => string {
  const t = useText('matrix');
  const td = useText('domain');
  return ({ tier, slot }) => (slot === null ? td(`tier.${tier}`) : t('slot', { tier: td(`tier.${tier}`), slot }));
}

/** What a rule says, as a sentence with its numbers; amounts in the board's currency. */
export function useFindingText(currency: string): (finding: Finding) => string {
  const t = useText('matrix');
  const td = useText('domain');
  const locale = useLocale();
  const slotName = useSlotName();
  const money = (minor: number, of = currency) => formatMoney(minor, of, locale);
  const tierName = (tier: Tier) => td(`tier.${tier}`);
  const day = (text: string) => formatDay(text, locale);
  const part = (minor: number, of: number) => (of > 0 ? formatPercent(minor / of, locale) : '—');
  return (finding) => {
    switch (finding.code) {
      case 'campaign_closed':
      case 'no_change':
      case 'price_unknown':
      case 'no_rate':
        return t(`finding.${finding.code}`);
      case 'blocked':
        return t(finding.status === 'archived' ? 'finding.archived' : 'finding.blocked', { name: finding.name });
      case 'flight_over':
        return t('finding.flight_over', { day: day(finding.endsOn) });
      case 'no_such_slot':
        return t('finding.no_such_slot', { slot: slotName(finding), slots: finding.slots });
      case 'slot_taken':
      case 'already_in_campaign':
        return t(`finding.${finding.code}`, { name: finding.name, slot: slotName(finding) });
      case 'exclusive':
        return t('finding.exclusive', { brand: finding.brand });
      case 'available':
        return finding.severity === 'forbids'
          ? t('finding.available_never', { from: day(finding.from), endsOn: day(finding.endsOn) })
          : t('finding.available_late', { from: day(finding.from), daysLeft: finding.daysLeft, flightDays: finding.flightDays });
      case 'other_tier':
        return t('finding.other_tier', { name: finding.name, own: tierName(finding.own), tier: tierName(finding.tier) });
      case 'state':
        return t(`finding.${STATE_TEXTS[finding.status]}`, { name: finding.name });
      case 'spending_stopped': {
        const added = finding.addedMinor === null ? '—' : money(finding.addedMinor);
        return finding.leftMinor === null
          ? t('finding.spending_stopped', { name: finding.name, added })
          : t('finding.spending_pilot', { name: finding.name, added, left: money(finding.leftMinor) });
      }
      case 'fee_bound':
        return t('finding.fee_bound', { fee: money(finding.feeMinor, finding.currency), bound: money(finding.boundMinor, finding.currency) });
      case 'tier_locked':
        return t('finding.tier_locked', { by: finding.by, tier: tierName(finding.tier), reason: finding.reason, change: money(finding.changeMinor) });
      case 'slot_count':
        return t('finding.slot_count', { tier: tierName(finding.tier), before: finding.takenBefore, after: finding.takenAfter, slots: finding.slots });
      case 'tier_share':
        return t('finding.tier_share', {
          tier: tierName(finding.tier), before: money(finding.beforeMinor), after: money(finding.afterMinor), planned: money(finding.plannedMinor), share: formatPercent(finding.shareBasisPoints / 10_000, locale, 2),
          beforePercent: part(finding.beforeMinor, finding.plannedMinor), afterPercent: part(finding.afterMinor, finding.plannedMinor),
        });
      case 'price':
        return t('finding.price', { price: money(finding.priceMinor), left: money(finding.leftMinor) });
      case 'reserve':
        return t('finding.reserve', {
          after: money(finding.afterMinor), without: money(finding.withoutReserveMinor), over: money(finding.afterMinor - finding.withoutReserveMinor), reserve: money(finding.reserveMinor),
        });
      case 'sign_off':
        return t(finding.severity === 'forbids' ? 'finding.sign_off' : 'finding.sign_off_granted', {
          name: finding.name, tier: tierName(finding.tier), committed: money(finding.committedMinor), amount: money(finding.amountMinor), planned: money(finding.plannedMinor),
          granted: finding.signedOffMinor === null ? '—' : money(finding.signedOffMinor),
        });
    }
  };
}

const STATE_TEXTS = {
  draft: 'state_over', offered: 'state_over', agreed: 'state_agreed', live: 'state_live', paused: 'state_paused', ended: 'state_over', cancelled: 'state_over',
} as const satisfies Record<CollaborationStatus, string>;

/** Whether somebody can go back to the bench at all: agreed and live ones need a decision of their own. */
export const mayLeave = (status: CollaborationStatus) => isPencilled(status);
