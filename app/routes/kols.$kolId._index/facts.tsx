import type { KolDetail, KolRights } from '#db/queries/kol-detail.server.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatDay, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';

/** What is known of a KOL; price and contact only for those whom they were sent to. */
export function Facts({ kol, rights }: { readonly kol: KolDetail; readonly rights: KolRights }) {
  const t = useText('roster');
  const locale = useLocale();
  const none = <span className="text-muted">{t('profile.none')}</span>;
  const audience = [
    ...(kol.audienceFemaleBasisPoints === null ? [] : [t('profile.female', { percent: formatPercent(kol.audienceFemaleBasisPoints / 10_000, locale) })]),
    ...(kol.audience18To24BasisPoints === null ? [] : [t('profile.young', { percent: formatPercent(kol.audience18To24BasisPoints / 10_000, locale) })]),
  ];
  const items = [
    { key: 'verticals', label: t('profile.verticals'), value: kol.verticals.length > 0 ? <span className="flex flex-wrap gap-1">{kol.verticals.map((each) => <Badge key={each}>{each}</Badge>)}</span> : none },
    ...(rights.costs ? [{ key: 'price', label: t('profile.price'), value: kol.price ? <MoneyText minor={kol.price.minor} currency={kol.price.currency} /> : none }] : []),
    { key: 'audience', label: t('profile.audience'), value: audience.length > 0 ? audience.map((line) => <div key={line}>{line}</div>) : none },
    { key: 'cityTier', label: t('profile.cityTier'), value: kol.cityTier ?? none },
    { key: 'available', label: t('profile.available'), value: kol.availableFrom === null ? t('profile.availableNow') : t('profile.availableFrom', { day: formatDay(kol.availableFrom, locale) }) },
    { key: 'exclusive', label: t('profile.exclusive'), value: kol.exclusiveWith ?? t('profile.notExclusive') },
    ...(rights.contacts ? [{ key: 'contact', label: t('profile.contact'), value: kol.contactEmail ? <a href={`mailto:${kol.contactEmail}`} className="text-accent hover:underline break-all">{kol.contactEmail}</a> : none }] : []),
    { key: 'notes', label: t('profile.notes'), value: kol.notes === '' ? none : <span className="whitespace-pre-line break-words">{kol.notes}</span> },
  ];
  return <Card title={t('profile.facts')}><KeyValueList items={items} /></Card>;
}
