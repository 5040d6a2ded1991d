import { ReasonText } from '#app/components/reason-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import type { FuseFound, GradeFound, LightFound, PolicyMove, VerdictFound } from '#app/domain/proposals/policy-moves.ts';
import { formatDay, formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';

interface WhyProps {
  readonly move: PolicyMove;
  readonly inForce: number;
}

/** The figures that a move hangs on, before and after. */
export function WhyText({ move, inForce }: WhyProps) {
  switch (move.kind) {
    case 'light':
      return <LightWhy before={move.before} after={move.after} inForce={inForce} />;
    case 'fuse':
      return <FuseWhy before={move.before} after={move.after} />;
    case 'verdict':
      return <VerdictWhy before={move.before} after={move.after} />;
    case 'grade':
      return <GradeWhy before={move.before} after={move.after} />;
  }
}

function LightWhy({ before, after, inForce }: { readonly before: LightFound; readonly after: LightFound; readonly inForce: number }) {
  const t = useText('policy');
  const locale = useLocale();
  const roi = (value: number) => formatNumber(value, locale, 2);
  if (before.roi === null || after.roi === null) return <>{t('simulation.whyNoCost')}</>;
  const [was, is] = [roi(before.roi), roi(after.roi)];
  return (
    <>
      {was === is ? t('simulation.whyLightSame', { roi: is }) : t('simulation.whyLight', { before: was, after: is })}
      {before.tooEarly && !after.tooEarly ? ` · ${t('simulation.whyEarly', { version: inForce })}` : null}
      {after.tooEarly && !before.tooEarly ? ` · ${t('simulation.whyEarlyAfter')}` : null}
    </>
  );
}

function FuseWhy({ before, after }: { readonly before: FuseFound; readonly after: FuseFound }) {
  const t = useText('policy');
  const locale = useLocale();
  return (
    <>
      {t('simulation.whyFuse', { below: before.below, periods: before.periods, belowAfter: after.below, periodsAfter: after.periods })}
      {after.trippedOn !== null ? ` · ${t('simulation.whyTripped', { day: formatDay(after.trippedOn, locale) })}` : null}
      {before.trippedOn !== null && after.trippedOn === null ? ` · ${t('simulation.whyNotTripped')}` : null}
    </>
  );
}

function VerdictWhy({ before, after }: { readonly before: VerdictFound; readonly after: VerdictFound }) {
  return (
    <span className="flex flex-col gap-0.5">
      <s className="text-muted">{before.reasons.map((reason, place) => <span key={place}>{place > 0 ? ' · ' : null}<ReasonText reason={reason} /></span>)}</s>
      <span>{after.reasons.map((reason, place) => <span key={place}>{place > 0 ? ' · ' : null}<ReasonText reason={reason} /></span>)}</span>
    </span>
  );
}

function GradeWhy({ before, after }: { readonly before: GradeFound; readonly after: GradeFound }) {
  const t = useText('policy');
  const locale = useLocale();
  const score = (value: number | null) => (value === null ? t('simulation.noScore') : formatNumber(value, locale, 1));
  return (
    <>
      {before.score === after.score ? t('simulation.whyGradeSame', { score: score(after.score) }) : t('simulation.whyGrade', { before: score(before.score), after: score(after.score) })}
      {before.score === null || after.score === null ? ` · ${t('simulation.whyCoverage', { coverage: formatPercent(after.coverage, locale, 0) })}` : null}
    </>
  );
}
