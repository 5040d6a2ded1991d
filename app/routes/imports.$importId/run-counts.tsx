import { CountText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';

interface RunCountsProps {
  readonly run: { readonly created: number; readonly updated: number; readonly unchanged: number; readonly rejected: number };
  /** Of a check: what would happen. */
  readonly future?: boolean;
}

/** What an import made, changed, left alone and could not take, in rows. */
export function RunCounts({ run, future = false }: RunCountsProps) {
  const t = useText('imports');
  return (
    <StatGrid>
      {(['created', 'updated', 'unchanged', 'rejected'] as const).map((count) => (
        <StatTile key={count} label={t(future ? `future.${count}` : `count.${count}`)} value={<span className={count === 'rejected' && run.rejected > 0 ? 'text-red' : undefined}><CountText count={run[count]} /></span>} />
      ))}
    </StatGrid>
  );
}
