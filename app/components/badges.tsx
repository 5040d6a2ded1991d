import type { Grade, Platform, Tier } from '#app/domain/kol.ts';
import type { VerdictKind } from '#app/domain/proposals/proposal.ts';
import type { FuseState } from '#app/domain/scoring/fuse.ts';
import type { ScoreGrade } from '#app/domain/scoring/grade.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import type { IconName } from '#app/ui/icon.tsx';

type Look = { readonly tone: Tone; readonly icon: IconName };

const LIGHTS: Record<Light, Look> = {
  red: { tone: 'red', icon: 'arrow-down' },
  amber: { tone: 'amber', icon: 'alert' },
  green: { tone: 'green', icon: 'check' },
  star: { tone: 'star', icon: 'star' },
  grey: { tone: 'neutral', icon: 'clock' },
};

/** ROI state: word, icon and colour say the same. */
export function LightBadge({ light }: { readonly light: Light }) {
  const t = useText('domain');
  return <Badge {...LIGHTS[light]}>{t(`light.${light}`)}</Badge>;
}

const FUSES: Record<FuseState, Look> = {
  closed: { tone: 'neutral', icon: 'circle-check' },
  warned_1: { tone: 'amber', icon: 'alert' },
  warned_2: { tone: 'amber', icon: 'alert' },
  tripped: { tone: 'red', icon: 'stop' },
};

/** State of the fuse, its meaning on hover. */
export function FuseBadge({ fuse }: { readonly fuse: FuseState }) {
  const t = useText('domain');
  return <Badge {...FUSES[fuse]} title={t(`fuseMeaning.${fuse}`)}>{t(`fuse.${fuse}`)}</Badge>;
}

const VERDICTS: Record<VerdictKind, Look> = {
  keep: { tone: 'green', icon: 'check' },
  extend: { tone: 'star', icon: 'arrow-up' },
  reduce: { tone: 'amber', icon: 'arrow-down' },
  replace: { tone: 'red', icon: 'swap' },
  wait: { tone: 'neutral', icon: 'clock' },
  countdown: { tone: 'neutral', icon: 'clock' },
};

/** What a proposal says to do. */
export function VerdictBadge({ kind }: { readonly kind: VerdictKind }) {
  const t = useText('domain');
  return <Badge {...VERDICTS[kind]}>{t(`proposalKind.${kind}`)}</Badge>;
}

const TIERS: Record<Tier, Tone> = { top: 'star', mid: 'accent', emerging: 'neutral' };

export function TierBadge({ tier }: { readonly tier: Tier }) {
  const t = useText('domain');
  return <Badge tone={TIERS[tier]}>{t(`tier.${tier}`)}</Badge>;
}

const GRADES: Record<ScoreGrade, Tone> = { S: 'star', A: 'green', B: 'accent', C: 'amber', D: 'red' };

/** Grade of a score, or (neutral) the follower band of an account, which uses the same letters. */
export function GradeBadge({ grade, band = false }: { readonly grade: ScoreGrade | Grade; readonly band?: boolean }) {
  const t = useText('domain');
  return <Badge tone={band ? 'neutral' : GRADES[grade]} title={t('gradeName', { grade })}>{grade}</Badge>;
}

export function PlatformBadge({ platform }: { readonly platform: Platform }) {
  const t = useText('domain');
  return <span className="whitespace-nowrap">{t(`platform.${platform}`)}</span>;
}
