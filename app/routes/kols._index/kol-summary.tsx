import { Link } from '@remix-run/react';
import { GradeBadge, LightBadge, PlatformBadge, TierBadge } from '#app/components/badges.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { CountText, RatioText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import type { PanelData } from './kol-panel.tsx';

/** What the panel says of a KOL. */
export default function KolSummary({ data: { kol, standing, collaborations, more, rights, mayWrite } }: { readonly data: PanelData }) {
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
