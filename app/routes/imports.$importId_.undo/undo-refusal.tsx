import type { UndoReason } from '#app/domain/ingestion/undo.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';

interface UndoRefusalProps {
  readonly problem: 'refused' | 'busy' | 'not-applied' | 'not-kept';
  readonly reasons: readonly UndoReason[];
}

/** Why an import was not undone, with how many of each stand in the way. */
export function UndoRefusal({ problem, reasons }: UndoRefusalProps) {
  const t = useText('imports');
  return (
    <Banner tone="red" title={t(`undo.problem.${problem}`)}>
      {reasons.length > 0 ? (
        <ul className="list-disc pl-5">
          {reasons.map(({ obstacle, count }) => <li key={obstacle}>{t(`undo.reason.${obstacle}`, { count })}</li>)}
        </ul>
      ) : null}
    </Banner>
  );
}
