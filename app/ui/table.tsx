import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

interface TableProps {
  /** Names the table, and the region that scrolls. */
  readonly label: string;
  /** The first column stays in view while the rest scrolls sideways. */
  readonly stickyFirst?: boolean;
  readonly compact?: boolean;
  /** Scrolls within the window's height so that the header stays in view. */
  readonly tall?: boolean;
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/**
 * A table in a frame of its own that scrolls when it must, also by keyboard. Children are plain thead, tbody and tfoot;
 * cells with numbers carry the class `num`, row headings are <th scope="row">.
 */
export function Table({ label, stickyFirst = false, compact = false, tall = false, busy = false, children }: TableProps) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className={cx('table-frame', tall && 'tall')}>
      <table className={cx('table', stickyFirst && 'sticky-first', compact && 'compact')} aria-busy={busy || undefined}>
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  );
}
