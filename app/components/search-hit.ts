import type { FoundKol } from '#db/queries/kol-search.server.ts';
import type { FoundAsset, FoundCollaboration, FoundOrder, FoundPayment, SearchFindings } from '#db/queries/search.server.ts';
import { formatDay, formatMoney } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { IconName } from '#app/ui/icon.tsx';
import { useLocale } from './page-context.ts';

export const HIT_KINDS = ['kols', 'campaigns', 'collaborations', 'orders', 'assets', 'payments'] as const;
export type HitKind = (typeof HIT_KINDS)[number];

/** Something that was found, as it is shown: what it is called, what tells it from others of that name, and its page. */
export interface Hit {
  readonly kind: HitKind;
  readonly to: string;
  readonly title: string;
  readonly note: string;
}

export const HIT_ICONS: Record<HitKind, IconName> = { kols: 'users', campaigns: 'matrix', collaborations: 'collaboration', orders: 'file', assets: 'asset', payments: 'wallet' };

/** Where the rest of a kind is looked through, with the same words; null for kinds whose list cannot be searched by them. */
export const HIT_LISTS: Record<HitKind, ((search: string) => string) | null> = {
  kols: paths.kols, campaigns: null, collaborations: paths.collaborations, orders: paths.orders, assets: paths.assets, payments: null,
};

/** The findings of a search in the person's language, kind by kind, the closest first. */
export function useHits(findings: SearchFindings | undefined): readonly { readonly kind: HitKind; readonly hits: readonly Hit[] }[] {
  const ts = useText('search');
  const td = useText('domain');
  const ta = useText('assets');
  const locale = useLocale();
  if (!findings) return [];
  const joined = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(' · ');
  const of = {
    kols: (kol: FoundKol) => ({ to: paths.kol({ kolId: kol.id }), title: kol.name, note: joined([kol.handle && `@${kol.handle}`, kol.platform && td(`platform.${kol.platform}`), td(`tier.${kol.tier}`), td(`kolStatus.${kol.status}`)]) }),
    campaigns: (campaign: SearchFindings['campaigns'][number]) => ({ to: paths.campaign(campaign), title: campaign.name, note: joined([td(`campaignStatus.${campaign.status}`), flight(campaign, locale)]) }),
    collaborations: (one: FoundCollaboration) => ({
      to: paths.collaboration({ collaborationId: one.id }), title: `${one.kolName} · ${one.campaignName}`, note: joined([td(`collaborationStatus.${one.status}`), one.code, one.coupon === one.code ? null : one.coupon]),
    }),
    orders: (order: FoundOrder) => ({ to: paths.order(order), title: ts('order', { id: order.orderId }), note: joined([order.shop, td(`orderStatus.${order.status}`)]) }),
    assets: (asset: FoundAsset) => ({ to: paths.asset({ assetId: asset.id }), title: asset.title, note: joined([ts('asset', { number: asset.number }), ta(`kind.${asset.kind}`)]) }),
    payments: (payment: FoundPayment) => ({
      to: paths.financePayment({ paymentId: payment.id }), title: ts('payment', { reference: payment.reference }),
      note: joined([payment.kolName, payment.campaignName, formatMoney(payment.amountMinor, payment.currency, locale), td(`paymentStatus.${payment.status}`)]),
    }),
  };
  return [
    { kind: 'kols' as const, hits: findings.kols.map((each) => ({ kind: 'kols' as const, ...of.kols(each) })) },
    { kind: 'campaigns' as const, hits: findings.campaigns.map((each) => ({ kind: 'campaigns' as const, ...of.campaigns(each) })) },
    { kind: 'collaborations' as const, hits: findings.collaborations.map((each) => ({ kind: 'collaborations' as const, ...of.collaborations(each) })) },
    { kind: 'orders' as const, hits: findings.orders.map((each) => ({ kind: 'orders' as const, ...of.orders(each) })) },
    { kind: 'assets' as const, hits: findings.assets.map((each) => ({ kind: 'assets' as const, ...of.assets(each) })) },
    { kind: 'payments' as const, hits: findings.payments.map((each) => ({ kind: 'payments' as const, ...of.payments(each) })) },
  ].filter(({ hits }) => hits.length > 0);
}

function flight({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }, locale: Locale): string {
  return `${formatDay(startsOn, locale)} – ${formatDay(endsOn, locale)}`;
}
