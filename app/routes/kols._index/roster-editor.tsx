import type { TFunction } from 'i18next';
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { RosterRow } from '#db/queries/roster-list.server.ts';
import { MAX_PASTE_CELLS } from '#app/domain/tsv-block.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { CellOf, LeadColumn } from '#app/table/data-table.tsx';
import { EditGrid } from '#app/table/editing/edit-grid.tsx';
import { isTypingPlace } from '#app/table/editing/grid-focus.ts';
import { SelectBox } from '#app/table/editing/select-box.tsx';
import { WINDOW_FROM } from '#app/table/row-window.ts';
import type { RowSelection } from '#app/table/editing/use-row-selection.ts';
import { useRowSelection } from '#app/table/editing/use-row-selection.ts';
import { Banner } from '#app/ui/banner.tsx';
import { BULK_FORM, BulkBar } from './bulk-bar.tsx';
import { useEditableCells } from './editable.tsx';
import { KolPanel, PanelButton, usePanel } from './kol-panel.tsx';
import type { PasteQuestion } from './paste-dialog.tsx';

const PasteDialog = lazy(() => import('./paste-dialog.tsx'));

interface RosterEditorProps {
  readonly rows: readonly RosterRow[];
  readonly total: { readonly count: number; readonly more: boolean };
  readonly query: string;
  readonly mayWrite: boolean;
  /** The table, given what makes it editable. */
  readonly children: (table: { readonly lead?: LeadColumn<RosterRow>; readonly cell: (cell: CellOf<RosterRow>) => ReactNode; readonly isSelected: (row: RosterRow) => boolean }) => ReactNode;
}

/** What is around the roster's table for those who read it, a panel beside it, and for those who write it: ticks, cells, pasted blocks. */
export function RosterEditor({ rows, total, query, mayWrite, children }: RosterEditorProps) {
  const t = useText('editing');
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const selection = useRowSelection(ids);
  const panel = usePanel();
  const editable = useEditableCells();
  const [pasted, setPasted] = useState<PasteQuestion | 'too-large' | null>(null);

  const cell = (each: CellOf<RosterRow>) => {
    const content = mayWrite ? editable(each) : each.content;
    if (each.columnId !== 'name') return content;
    return <span className="flex items-center justify-between gap-1 max-w-full">{content}<PanelButton kolId={each.row.id} name={each.row.name} onOpen={panel.open} /></span>;
  };
  const onPaste = (event: ClipboardEvent) => {
    const from = event.target instanceof HTMLElement && !isTypingPlace(event.target) ? event.target.closest<HTMLElement>('[data-edit-cell]') : null;
    const row = from?.closest('tr');
    if (!from || !row) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    void import('./paste-question.ts').then(({ questionOf }) => setPasted(questionOf(text, { rows, from, row, chosen: selection.ids })));
  };
  const onKey = (event: KeyboardEvent) => {
    // Space on the name of a row shows it beside the list; Enter follows the link.
    const link = event.key === ' ' && event.target instanceof HTMLElement ? event.target.closest('a.row-link') : null;
    const id = link?.parentElement?.querySelector<HTMLElement>('[data-panel-of]')?.dataset['panelOf'];
    if (id === undefined) return;
    event.preventDefault();
    panel.open(id);
  };
  return (
    <div onPaste={mayWrite ? onPaste : undefined} onKeyDown={onKey}>
      {mayWrite ? <BulkBar selection={selection} total={total} pageRows={rows.length} query={query} /> : null}
      {pasted === 'too-large' ? <Banner tone="red" title={t('paste.tooLarge', { max: MAX_PASTE_CELLS })} /> : null}
      <EditGrid action={paths.kolCells()} enabled={mayWrite}>
        {children({ ...(mayWrite ? { lead: ticks(rows, selection, t) } : {}), cell, isSelected: (row) => selection.ids.has(row.id) })}
        {pasted !== null && pasted !== 'too-large' ? <Suspense fallback={null}><PasteDialog question={pasted} onClose={() => setPasted(null)} /></Suspense> : null}
      </EditGrid>
      {panel.openId ? <KolPanel key={panel.openId} kolId={panel.openId} onClose={panel.close} /> : null}
    </div>
  );
}

/** The column of ticks before all others. On a page of which only a part is drawn the bar sends what is ticked, ticks out of view included (bulk-bar.tsx). */
function ticks(rows: readonly RosterRow[], selection: RowSelection, t: TFunction<'editing'>): LeadColumn<RosterRow> {
  const { size } = selection.ids;
  return {
    header: <SelectBox label={t('select.page')} checked={size === rows.length && size > 0} mixed={size > 0 && size < rows.length} onToggle={selection.togglePage} />,
    cell: (row) => <SelectBox label={t('select.row', { name: row.name })} checked={selection.ids.has(row.id)} {...(rows.length > WINDOW_FROM ? {} : { name: 'id' })} value={row.id} form={BULK_FORM} onToggle={(range) => selection.toggle(row.id, range)} />,
  };
}
