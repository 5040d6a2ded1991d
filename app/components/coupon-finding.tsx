import type { LeakReason } from '#app/domain/attribution/coupon-leak.ts';
import type { CouponState } from '#app/domain/attribution/coupon-state.ts';
import { formatDay, formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { useLocale } from './page-context.ts';

const LOOKS: Record<CouponState, { readonly tone: Tone; readonly icon: IconName }> = {
  excluded: { tone: 'accent', icon: 'info' },
  suspected: { tone: 'amber', icon: 'alert' },
  clear: { tone: 'green', icon: 'check' },
  too_few: { tone: 'neutral', icon: 'clock' },
};

/** How a coupon stands: word, icon and colour say the same. */
export function CouponBadge({ state }: { readonly state: CouponState }) {
  const t = useText('attribution');
  return <Badge {...LOOKS[state]}>{t(`coupon.state.${state}`)}</Badge>;
}

/** Chances below this are told as that: nobody weighs one in a million against one in a billion. */
const LEAST_CHANCE = 0.0001;

/** Why a coupon is suspected, as sentences with their numbers. */
export function LeakReasons({ reasons }: { readonly reasons: readonly LeakReason[] }) {
  return <ul className="list-disc ps-5">{reasons.map((reason) => <li key={reason.code}><Reason reason={reason} /></li>)}</ul>;
}

function Reason({ reason }: { readonly reason: LeakReason }) {
  const t = useText('attribution');
  const locale = useLocale();
  const day = formatDay(reason.fromDay, locale);
  if (reason.code === 'coupon_site') return <>{t('coupon.reason.coupon_site', { day, clicks: reason.clicks, host: reason.host })}</>;
  const isTiny = reason.probability < LEAST_CHANCE;
  const percent = formatPercent(isTiny ? LEAST_CHANCE : reason.probability, locale, 2);
  return (
    <>
      {t(`coupon.reason.${reason.code}`, {
        day, orders: reason.orders, expected: formatNumber(reason.expected, locale, reason.expected < 10 ? 1 : 0), chance: isTiny ? t('coupon.chanceBelow', { percent }) : percent,
      })}
    </>
  );
}
