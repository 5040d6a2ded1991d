import type { UndoReason } from '#app/domain/ingestion/undo.ts';
import type { LockedTier } from '#app/components/lock-text.ts';
import { useLockText } from '#app/components/lock-text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';

interface UndoRefusalProps {
  readonly problem: 'refused' | 'busy' | 'not-applied' | 'not-kept' | 'tier-locked' | 'sign-off-needed';
  readonly reasons: readonly UndoReason[];
  /** With `tier-locked`. */
  readonly lock: LockedTier | null;
}

/** Why an import was not undone, with how many of each stand in the way. */
export function UndoRefusal({ problem, reasons, lock }: UndoRefusalProps) {
  const lockText = useLockText();
  const t = useText('imports');
  return (
    <Banner tone="red" title={t(`undo.problem.${problem}`)}>
      {reasons.length > 0 ? (
        <ul className="list-disc pl-5">
          {reasons.map(({ obstacle, count }) => <li key={obstacle}>{t(`undo.reason.${obstacle}`, { count })}</li>)}
        </ul>
      ) : null}
      {lock ? lockText(lock) : null}
    </Banner>
  );
}
