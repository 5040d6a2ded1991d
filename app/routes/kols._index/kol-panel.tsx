import { useFetcher, useSearchParams } from '@remix-run/react';
import type { KeyboardEvent } from 'react';
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import type { KolDetail, KolRights, KolStandingDetail, KolCollaborationRow } from '#db/queries/kol-detail.server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Icon } from '#app/ui/icon.tsx';

/** Loaded with the first panel: most visits of the roster open none. */
const KolSummary = lazy(() => import('./kol-summary.tsx'));

export interface PanelData {
  readonly kol: KolDetail;
  readonly standing: KolStandingDetail | null;
  readonly collaborations: readonly KolCollaborationRow[];
  readonly more: number;
  readonly rights: KolRights;
  readonly mayWrite: boolean;
}

/** Name of the panel's KOL in the address, so that it can be shared and stepped back from. */
export const PANEL_PARAMETER = 'panel';

/** Opens and closes the panel; the address says whose it is. */
export function usePanel(): { readonly openId: string | null; readonly open: (kolId: string) => void; readonly close: () => void } {
  const [parameters, setParameters] = useSearchParams();
  const set = useCallback((id: string | null) => {
    setParameters((now) => {
      const next = new URLSearchParams(now);
      if (id === null) next.delete(PANEL_PARAMETER);
      else next.set(PANEL_PARAMETER, id);
      return next;
    }, { preventScrollReset: true, replace: id === null });
  }, [setParameters]);
  return { openId: parameters.get(PANEL_PARAMETER), open: set, close: useCallback(() => set(null), [set]) };
}

/** The button of a row that opens its panel. */
export function PanelButton({ kolId, name, onOpen }: { readonly kolId: string; readonly name: string; readonly onOpen: (kolId: string) => void }) {
  const label = useText('editing')('panel.open', { name });
  return (
    <button type="button" aria-label={label} title={label} data-panel-of={kolId} onClick={() => onOpen(kolId)} className="size-6 shrink-0 grid place-items-center rounded-control text-muted hover:bg-hover no-print">
      <Icon name="info" />
    </button>
  );
}

/** A KOL in short beside the roster. Takes the focus when it opens, gives it back to its row when Esc closes it. */
export function KolPanel({ kolId, onClose }: { readonly kolId: string; readonly onClose: () => void }) {
  const t = useText('editing');
  const panel = useRef<HTMLElement>(null);
  const { load, data } = useFetcher<PanelData | null>({ key: `panel ${kolId}` });
  useEffect(() => {
    load(paths.kolPanel({ kolId }));
  }, [kolId, load]);
  useEffect(() => {
    panel.current?.focus();
    return () => document.querySelector<HTMLElement>(`[data-panel-of="${kolId}"]`)?.focus();
  }, [kolId]);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <aside ref={panel} tabIndex={-1} aria-label={data ? `${t('panel.title')}: ${data.kol.name}` : t('panel.title')} onKeyDown={onKey} className="side-panel no-print">
      <header className="flex items-start gap-2 mb-3">
        <h2 className="flex-1 text-lg font-semibold break-words">{data?.kol.name ?? t(data === null ? 'cell.gone' : 'panel.loading')}</h2>
        <button type="button" onClick={onClose} aria-label={t('panel.close')} className="size-8 grid place-items-center rounded-control text-muted hover:bg-hover"><Icon name="close" /></button>
      </header>
      {data ? <Suspense fallback={null}><KolSummary data={data} /></Suspense> : null}
    </aside>
  );
}
