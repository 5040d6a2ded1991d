import type { ReactNode, Ref } from 'react';
import { cx } from './class-names.ts';

interface TableProps {
  /** Names the table, and the region that scrolls. */
  readonly label: string;
  /** The first column stays in view while the rest scrolls sideways. */
  readonly stickyFirst?: boolean;
  readonly compact?: boolean;
  /** Height of the rows; `compact` is short for the lowest. */
  readonly density?: 'compact' | 'regular' | 'roomy';
  /** Scrolls within the window's height so that the header stays in view. */
  readonly tall?: boolean;
  readonly busy?: boolean;
  /** Only some rows are drawn: it scrolls by itself in any window, and says how many rows there are, its heading included. */
  readonly windowed?: boolean;
  readonly rowCount?: number | null;
  readonly tableRef?: Ref<HTMLTableElement>;
  readonly children: ReactNode;
}

/**
 * A table in a frame of its own that scrolls when it must, also by keyboard. Children are plain thead, tbody and tfoot;
 * cells with numbers carry the class `num`, row headings are <th scope="row">.
 */
export function Table({ label, stickyFirst = false, compact = false, density = 'regular', tall = false, busy = false, windowed = false, rowCount = null, tableRef, children }: TableProps) {
  return (
    <div role="group" aria-label={label} tabIndex={0} className={cx('table-frame', tall && 'tall', windowed && 'windowed')}>
      <table ref={tableRef} className={cx('table', stickyFirst && 'sticky-first', (compact || density === 'compact') && 'compact', density === 'roomy' && 'roomy')} aria-busy={busy || undefined} aria-rowcount={rowCount ?? undefined}>
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  );
}
