import type { SkippedRow } from '#app/domain/edit-run.ts';
import type { BinReason } from '#app/domain/recycle-bin.ts';
import { useText } from '#app/i18n/use-text.ts';

/** Rows that an edit left as they were, each with its reason; `more` that are not listed. */
export function SkippedList({ rows, more = 0 }: { readonly rows: readonly SkippedRow[]; readonly more?: number }) {
  const t = useText('editing');
  const reasonOf = useSkippedReason();
  return (
    <ul className="list-disc ps-5 flex flex-col gap-1">
      {rows.map((row) => <li key={row.id}><span className="font-medium">{row.label || t('skipped.unknown')}</span>: {reasonOf(row)}</li>)}
      {more > 0 ? <li className="text-muted">{t('bulk.more', { count: more, formatted: String(more) })}</li> : null}
    </ul>
  );
}

/** Why a row was left, as a sentence. */
export function useSkippedReason(): (row: Pick<SkippedRow, 'problem' | 'detail' | 'reasons'>) => string {
  const t = useText('editing');
  const obstacles = useObstacles();
  return ({ problem, detail = '', reasons = [] }) => (problem === 'in-use' ? `${t('problem.in-use')} ${obstacles(reasons)}` : t(`problem.${problem}`, { detail }));
}

/** "2 collaborations that left draft, 1 library asset". */
export function useObstacles(): (reasons: readonly BinReason[]) => string {
  const t = useText('editing');
  return (reasons) => reasons.map(({ obstacle, count }) => t(`obstacle.${obstacle}`, { count })).join(t('listJoin'));
}
