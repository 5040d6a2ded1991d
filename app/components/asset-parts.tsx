import type { AssetKind } from '#app/domain/asset.ts';
import type { RightsStanding, RightsState } from '#app/domain/usage-rights.ts';
import { endingAlert } from '#app/domain/usage-rights.ts';
import { formatDay } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { cx } from '#app/ui/class-names.ts';
import type { IconName } from '#app/ui/icon.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { useLocale } from './page-context.ts';

const KIND_ICONS: Record<AssetKind, IconName> = { video: 'play', image: 'asset', audio: 'sound', text: 'edit', script: 'table', document: 'file' };

interface AssetPictureProps {
  readonly src: string | null;
  readonly kind: AssetKind;
  readonly className?: string;
  /** Shows the whole picture, with room beside it. */
  readonly contain?: boolean;
  /** Without the word under the sign. */
  readonly small?: boolean;
}

/** What an asset looks like: its small picture, or a sign of its type. */
export function AssetPicture({ src, kind, className, contain = false, small = false }: AssetPictureProps) {
  const t = useText('assets');
  if (src !== null) return <img src={src} alt="" loading="lazy" decoding="async" className={cx('bg-sunken', contain ? 'object-contain' : 'object-cover', className)} />;
  return (
    <span className={cx('place-items-center bg-sunken text-muted', className?.replace(/\bblock\b/, ''), 'grid')}>
      <span className="flex flex-col items-center gap-1"><Icon name={KIND_ICONS[kind]} className={small ? undefined : 'text-2xl'} />{small ? null : <span className="text-[0.857rem]">{t(`kind.${kind}`)}</span>}</span>
    </span>
  );
}

const RIGHTS: Record<RightsState, { tone: Tone; icon: IconName }> = {
  ok: { tone: 'green', icon: 'check' }, ends: { tone: 'amber', icon: 'clock' }, ended: { tone: 'red', icon: 'stop' }, not_yet: { tone: 'neutral', icon: 'clock' }, none: { tone: 'neutral', icon: 'lock' },
};

/** What an asset's rights come to today, with the day that matters. */
export function RightsBadge({ standing }: { readonly standing: RightsStanding }) {
  const t = useText('assets');
  const locale = useLocale();
  const { state, untilDay, daysLeft } = standing;
  const alert = endingAlert(daysLeft);
  const tone = state === 'ends' && alert !== null && alert <= 7 ? 'red' : RIGHTS[state].tone;
  return <Badge tone={tone} icon={RIGHTS[state].icon} title={untilDay ? t('rightsUntil', { day: formatDay(untilDay, locale) }) : undefined}>{words()}</Badge>;

  function words(): string {
    if (state === 'ends' && daysLeft !== null) return daysLeft === 0 ? t('rightsLastDay') : t('rightsLeft', { count: daysLeft });
    if (state === 'ok') return untilDay === null ? t('rightsForGood') : t('rightsUntil', { day: formatDay(untilDay, locale) });
    if (state === 'ended' && untilDay !== null) return t('rightsEnded', { day: formatDay(untilDay, locale) });
    return t(`rightsState.${state}`);
  }
}

/** "00:32" or "1:02:05". */
export function DurationText({ ms }: { readonly ms: number }) {
  const seconds = Math.round(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  return <>{hours > 0 ? `${hours}:` : ''}{two(Math.floor(seconds / 60) % 60)}:{two(seconds % 60)}</>;
}
