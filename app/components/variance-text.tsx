import type { ReasonState, VarianceSubject } from '#app/domain/finance/variance.ts';
import type { Tier } from '#app/domain/kol.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { InstantText } from './date-text.tsx';
import { Dash, MoneyText } from './money-text.tsx';
import { useLocale } from './page-context.ts';
import { useRootData } from './root-data.ts';

/** A campaign, a tier of one or a KOL against its plan, as the pages show it. */
export interface VarianceView {
  readonly kind: VarianceSubject;
  readonly id: string;
  readonly tier: Tier | null;
  readonly name: string;
  /** Of the campaign; null for a KOL. */
  readonly slug: string | null;
  readonly plannedMinor: number;
  readonly actualMinor: number;
  readonly minor: number;
  readonly basisPoints: number | null;
  readonly state: ReasonState;
  readonly note: { readonly reason: string; readonly writtenAt: Date; readonly writtenByName: string; readonly minor: number; readonly basisPoints: number | null } | null;
}

/** The part of an address that leads to a row. */
export function varianceAnchor({ kind, id, tier }: Pick<VarianceView, 'kind' | 'id' | 'tier'>): string {
  return [kind, id, ...(tier === null ? [] : [tier])].join('-');
}

/** The rows that the plan is compared with. */
export function varianceLines({ kind, id, tier, slug }: Pick<VarianceView, 'kind' | 'id' | 'tier' | 'slug'>): string {
  if (kind === 'kol' || slug === null) return paths.financeKol({ kolId: id });
  return paths.finance(`?f.campaign=${encodeURIComponent(slug)}${tier === null ? '' : `&f.tier=${tier}`}`);
}

/** "夏日焕新 · 头部", or the name of a KOL. */
export function useVarianceName(): (row: Pick<VarianceView, 'name' | 'tier'>) => string {
  const td = useText('domain');
  return ({ name, tier }) => (tier === null ? name : `${name} · ${td(`tier.${tier}`)}`);
}

/** "+12.3%"; a dash where nothing was planned. */
export function VarianceShare({ basisPoints }: { readonly basisPoints: number | null }) {
  const locale = useLocale();
  const t = useText('finance');
  if (basisPoints === null) return <Dash title={t('variance.unplanned')} />;
  return <span className="whitespace-nowrap">{basisPoints > 0 ? '+' : ''}{formatPercent(basisPoints / 10_000, locale, 1)}</span>;
}

/** "+¥4,000.00": a sign both ways and no colour, for less than planned is no loss. */
export function VarianceMoney({ minor }: { readonly minor: number }) {
  const { workspace } = useRootData();
  return <span className="whitespace-nowrap">{minor > 0 ? '+' : ''}<MoneyText minor={minor} currency={workspace.currency} /></span>;
}

const STATES: Record<Exclude<ReasonState, 'small'>, { readonly tone: Tone; readonly icon: IconName }> = {
  wanted: { tone: 'red', icon: 'alert' }, stale: { tone: 'amber', icon: 'clock' }, given: { tone: 'green', icon: 'check' },
};

export function ReasonBadge({ state }: { readonly state: ReasonState }) {
  const t = useText('finance');
  return state === 'small' ? <Dash title={t('variance.small')} /> : <Badge {...STATES[state]}>{t(`variance.reasonState.${state}`)}</Badge>;
}

/** The reason that was given, by whom, when and for how much. */
export function ReasonText({ note }: { readonly note: NonNullable<VarianceView['note']> }) {
  const t = useText('finance');
  return (
    <>
      <span className="block break-words whitespace-pre-wrap">{note.reason}</span>
      <span className="block text-muted text-[0.857rem]">
        {note.writtenByName} · <InstantText at={note.writtenAt} /> · {t('variance.reasonFor')} <VarianceMoney minor={note.minor} /> (<VarianceShare basisPoints={note.basisPoints} />)
      </span>
    </>
  );
}
