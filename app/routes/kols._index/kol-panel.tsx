import { Link, useFetcher, useSearchParams } from '@remix-run/react';
import type { KeyboardEvent } from 'react';
import { useCallback, useEffect, useRef } from 'react';
import type { KolDetail, KolRights, KolStandingDetail, KolCollaborationRow } from '#db/queries/kol-detail.server.ts';
import { GradeBadge, LightBadge, PlatformBadge, TierBadge } from '#app/components/badges.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { CountText, RatioText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

interface PanelData {
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
  const t = useText('editing');
  return (
    <button type="button" aria-label={t('panel.open', { name })} title={t('panel.open', { name })} data-panel-of={kolId} onClick={() => onOpen(kolId)} className="size-6 shrink-0 grid place-items-center rounded-control text-muted hover:bg-hover no-print">
      <Icon name="info" />
    </button>
  );
}

/** A KOL in short beside the roster. Takes the focus when it opens, gives it back to its row when Esc closes it. */
export function KolPanel({ kolId, onClose }: { readonly kolId: string; readonly onClose: () => void }) {
  const t = useText('editing');
  const panel = useRef<HTMLElement>(null);
  const { load, data } = useFetcher<PanelData>({ key: `panel ${kolId}` });
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
        <h2 className="flex-1 text-lg font-semibold break-words">{data?.kol.name ?? t('panel.loading')}</h2>
        <button type="button" onClick={onClose} aria-label={t('panel.close')} className="size-8 grid place-items-center rounded-control text-muted hover:bg-hover"><Icon name="close" /></button>
      </header>
      {data ? <Summary data={data} /> : null}
    </aside>
  );
}

function Summary({ data: { kol, standing, collaborations, more, rights, mayWrite } }: { readonly data: PanelData }) {
  const t = useText('editing');
  const tr = useText('roster');
  const locale = useLocale();
  const none = <span className="text-muted">{tr('profile.none')}</span>;
  const score = standing?.scoreTenths ?? null;
  const items = [
    { key: 'accounts', label: tr('profile.accounts'), value: kol.accounts.length === 0 ? none : kol.accounts.slice(0, 3).map((account) => <div key={account.id}><PlatformBadge platform={account.platform} /> {account.handle} · <CountText count={account.followers} compact /></div>) },
    { key: 'score', label: tr('profile.score'), value: score === null ? <Dash /> : <>{formatNumber(score / 10, locale, 1)} {standing?.grade ? <GradeBadge grade={standing.grade} /> : null}</> },
    { key: 'light', label: tr('profile.light'), value: standing?.light ? <LightBadge light={standing.light} /> : <Dash /> },
    ...(rights.costs ? [
      { key: 'roi', label: tr('profile.roi'), value: <RatioText ratio={standing?.money?.roi ?? null} /> },
      { key: 'price', label: tr('profile.price'), value: kol.price ? <MoneyText minor={kol.price.minor} currency={kol.price.currency} /> : none },
    ] : []),
    { key: 'verticals', label: tr('profile.verticals'), value: kol.verticals.length > 0 ? <span className="flex flex-wrap gap-1">{kol.verticals.map((each) => <Badge key={each}>{each}</Badge>)}</span> : none },
    ...(rights.contacts ? [{ key: 'contact', label: tr('profile.contact'), value: kol.contactEmail ?? none }] : []),
    { key: 'notes', label: tr('profile.notes'), value: kol.notes === '' ? none : <span className="whitespace-pre-line break-words">{kol.notes}</span> },
  ];
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap gap-2"><TierBadge tier={kol.tier} /><StatusBadge kind="kol" status={kol.status} /></p>
      <KeyValueList items={items} />
      {collaborations.length > 0 ? (
        <section aria-labelledby="panel-collaborations">
          <h3 id="panel-collaborations" className="font-semibold mb-1">{t('panel.collaborations')}</h3>
          <ul className="flex flex-col gap-1">
            {collaborations.map((row) => (
              <li key={row.id} className="flex flex-wrap items-center gap-2"><Link to={paths.collaboration({ collaborationId: row.id })} className="text-accent hover:underline min-h-6">{row.campaignName}</Link><StatusBadge kind="collaboration" status={row.status} />{row.light ? <LightBadge light={row.light} /> : null}</li>
            ))}
            {more > 0 ? <li className="text-muted">{t('panel.more', { count: more })}</li> : null}
          </ul>
        </section>
      ) : null}
      <p className="flex flex-wrap gap-2">
        <LinkButton to={paths.kol({ kolId: kol.id })} variant="primary">{t('panel.page')}</LinkButton>
        {mayWrite ? <LinkButton to={paths.kolEdit({ kolId: kol.id })}>{t('panel.edit')}</LinkButton> : null}
      </p>
    </div>
  );
}
