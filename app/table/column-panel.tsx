import { useFetcher, useLocation } from '@remix-run/react';
import type { RefObject } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useRootData } from '#app/components/root-data.ts';
import { parseDensity } from '#app/i18n/locale.ts';
import { useAnyText, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { cx } from '#app/ui/class-names.ts';
import { SegmentedControl } from '#app/ui/segmented-control.tsx';
import { ColumnLine } from './column-line.tsx';
import type { NamedColumn } from './columns.ts';
import { extrasOf, namesOfColumns } from './columns.ts';
import type { ColumnLayout } from './layout.ts';
import { arrange, isLayout, moveColumn, NO_LAYOUT, toggleColumn, togglePin } from './layout.ts';
import type { TableQuery, TableSpec } from './url-state.ts';
import { useChangeLayout, useLayout } from './use-layout.ts';

export interface ColumnMenuProps {
  readonly columns: readonly NamedColumn[];
  readonly query: TableQuery;
  readonly spec: TableSpec;
}

/** Which columns are shown, in which order, which stay in view, and how high the rows are. */
export default function ColumnPanel({ columns, query, spec }: ColumnMenuProps) {
  const t = useText('common');
  const text = useAnyText();
  const layout = useLayout(query);
  const change = useChangeLayout(query, spec);
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const names = useMemo(() => namesOfColumns(columns), [columns]);
  const ids = names.map(({ id }) => id);
  const extras = extrasOf(columns);
  const { shown, pinned, hidden } = arrange(layout, ids, extras);
  const nameOf = (id: string) => text(names.find((name) => name.id === id)?.header ?? 'common:state.unknown');
  const refocus = useRefocus(list);
  const apply = (next: ColumnLayout, words: string) => {
    change(next);
    setSaid(words);
  };
  const move = (id: string, place: number) => {
    const next = moveColumn(layout, ids, id, place, extras);
    apply(next, t('table.columnMoved', { column: nameOf(id), place: arrange(next, ids, extras).shown.indexOf(id) + 1, count: shown.length }));
  };
  return (
    <>
      <ul ref={list} aria-label={t('table.columns')}>
        {[...shown, ...hidden].map((id, place) => {
          const isPinned = pinned.includes(id);
          const [first, last] = isPinned ? [0, pinned.length - 1] : [pinned.length, shown.length - 1];
          const isShown = place < shown.length;
          return (
            <ColumnLine
              key={id} id={id} name={nameOf(id)} isShown={isShown} isPinned={isPinned} isPrimary={id === ids[0]} mayMoveUp={isShown && place > first} mayMoveDown={isShown && place < last}
              onToggle={() => apply(toggleColumn(layout, ids, id, extras), t(isShown ? 'table.columnHidden' : 'table.columnShown', { column: nameOf(id) }))}
              onPin={() => { refocus(id, 'pin'); apply(togglePin(layout, ids, id, extras), t(isPinned ? 'table.columnUnpinned' : 'table.columnPinned', { column: nameOf(id) })); }}
              onMove={(by) => { refocus(id, by < 0 ? 'up' : 'down'); move(id, place + by); }}
              isDragged={dragged === id} onDrag={(begins) => setDragged(begins ? id : null)}
              onDrop={() => { if (dragged !== null && dragged !== id) move(dragged, place); setDragged(null); }}
            />
          );
        })}
      </ul>
      <div className="flex flex-wrap items-center gap-2 border-t border-line mt-1 px-2 pt-2 pb-1">
        <DensityChoice />
        {isLayout(layout) ? <button type="button" onClick={() => apply(NO_LAYOUT, '')} className={cx(buttonClass('ghost', 'sm'), 'ms-auto')}>{t('table.resetColumns')}</button> : null}
      </div>
      <p role="status" className="sr-only">{said}</p>
    </>
  );
}

/** A line that moves takes the focus of its button along. */
function useRefocus(list: RefObject<HTMLElement>) {
  const wanted = useRef<{ readonly id: string; readonly action: string } | null>(null);
  useEffect(() => {
    if (!wanted.current) return;
    const { id, action } = wanted.current;
    wanted.current = null;
    const line = list.current?.querySelector(`[data-column="${id}"]`);
    const buttons = [...(line?.querySelectorAll<HTMLButtonElement>('button[data-action]:not(:disabled)') ?? [])];
    (buttons.find((button) => button.dataset['action'] === action) ?? buttons[0])?.focus();
  });
  return (id: string, action: string) => { wanted.current = { id, action }; };
}

function DensityChoice() {
  const t = useText('common');
  const root = useRootData();
  const fetcher = useFetcher();
  const { pathname, search } = useLocation();
  const density = parseDensity(String(fetcher.formData?.get('density') ?? '')) ?? root.density;
  return (
    <SegmentedControl
      legend={t('table.density')} name="density" value={density}
      segments={(['compact', 'regular', 'roomy'] as const).map((value) => ({ value, label: t(`table.densityName.${value}`) }))}
      onChange={(value) => fetcher.submit({ density: value, next: pathname + search }, { method: 'post', action: paths.preferences() })}
    />
  );
}
