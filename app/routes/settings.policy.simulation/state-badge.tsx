import { FuseBadge, GradeBadge, LightBadge, VerdictBadge } from '#app/components/badges.tsx';
import type { PolicyMove } from '#app/domain/proposals/policy-moves.ts';
import { VERDICT_KINDS } from '#app/domain/proposals/proposal.ts';
import { FUSE_STATES } from '#app/domain/scoring/fuse.ts';
import { SCORE_GRADES } from '#app/domain/scoring/grade.ts';
import { LIGHTS } from '#app/domain/scoring/light.ts';
import { useText } from '#app/i18n/use-text.ts';

export type MovedState = PolicyMove['before']['state'];

/** A light, fuse, verdict or grade as a badge; the words of the four never overlap. */
export function StateBadge({ state }: { readonly state: MovedState }) {
  const t = useText('policy');
  if (state === null) return <span className="text-muted">{t('simulation.noGrade')}</span>;
  const light = LIGHTS.find((one) => one === state);
  if (light) return <LightBadge light={light} />;
  const fuse = FUSE_STATES.find((one) => one === state);
  if (fuse) return <FuseBadge fuse={fuse} />;
  const verdict = VERDICT_KINDS.find((one) => one === state);
  if (verdict) return <VerdictBadge kind={verdict} />;
  const grade = SCORE_GRADES.find((one) => one === state);
  return grade ? <GradeBadge grade={grade} /> : null;
}
