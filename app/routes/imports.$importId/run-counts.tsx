import { CountText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';

interface RunCountsProps {
  readonly run: { readonly created: number; readonly updated: number; readonly unchanged: number; readonly rejected: number };
  /** Rows that cannot be taken, where they were counted; else the cells are told. */
  readonly rejectedRows?: number;
  /** Of a check: what would happen. */
  readonly future?: boolean;
}

/** What an import made, changed, left alone and could not take. */
export function RunCounts({ run, rejectedRows = run.rejected, future = false }: RunCountsProps) {
  const t = useText('imports');
  const counts = { created: run.created, updated: run.updated, unchanged: run.unchanged, rejected: rejectedRows };
  return (
    <StatGrid>
      {(['created', 'updated', 'unchanged', 'rejected'] as const).map((count) => (
        <StatTile key={count} label={t(future ? `future.${count}` : `count.${count}`)} value={<span className={count === 'rejected' && rejectedRows > 0 ? 'text-red' : undefined}><CountText count={counts[count]} /></span>} />
      ))}
    </StatGrid>
  );
}
