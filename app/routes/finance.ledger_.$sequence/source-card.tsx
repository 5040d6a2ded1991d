import { Link } from '@remix-run/react';
import type { findLedgerSource, LedgerEntryDetail } from '#db/queries/ledger-pages.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';

type Source = Awaited<ReturnType<typeof findLedgerSource>>;

/** What an entry tells of, as it is today: the cost item or payment, and who asked for it, approved it and paid it. */
export function SourceCard({ entry, source }: { readonly entry: Pick<LedgerEntryDetail, 'sourceKind' | 'sourceId' | 'kolName' | 'campaignName' | 'collaborationId'>; readonly source: Source }) {
  const t = useText('ledger');
  const td = useText('domain');
  const link = 'inline-flex items-center min-h-6 text-accent hover:underline';
  const whose = {
    key: 'whose', label: t('column.kol'),
    value: entry.collaborationId === null ? <Dash /> : <Link to={paths.collaboration({ collaborationId: entry.collaborationId })} className={link}>{entry.kolName} · {entry.campaignName}</Link>,
  };
  const step = (key: string, label: string, name: string | null, at: string | Date | null) => ({
    key, label, value: name === null ? <Dash /> : <>{name}{at === null ? null : <> · <InstantText at={at} /></>}</>,
  });
  if (source === null) {
    return <Card title={t(`source.${entry.sourceKind}`)}><KeyValueList items={[whose, { key: 'gone', label: t('state'), value: t('sourceGone') }]} /></Card>;
  }
  if (source.is === 'cost') {
    return (
      <Card title={td(`costKind.${source.kind}`)} subtitle={t('sourceNow')}>
        <KeyValueList
          items={[
            whose,
            { key: 'amount', label: t('column.amount'), value: <MoneyText minor={source.amountMinor} currency={source.currency} /> },
            { key: 'released', label: t('released'), value: source.releasedMinor === 0 ? <Dash /> : <MoneyText minor={source.releasedMinor} currency={source.currency} /> },
            { key: 'note', label: t('note'), value: source.note === '' ? <Dash /> : source.note },
          ]}
        />
      </Card>
    );
  }
  return (
    <Card
      title={<Link to={paths.financePayment({ paymentId: source.id })} className={link}>{t('paymentOf', { stage: td(`paymentStage.${source.stage}`) })}</Link>} subtitle={t('sourceNow')}
      actions={<StatusBadge kind="payment" status={source.status} />}
    >
      <KeyValueList
        items={[
          whose,
          { key: 'amount', label: t('column.amount'), value: <MoneyText minor={source.amountMinor} currency={source.currency} /> },
          step('requested', t('requestedBy'), source.requestedBy, source.requestedAt),
          step('approved', t('approvedBy'), source.approvedBy, source.approvedAt),
          step('paid', t('paidBy'), source.paidBy, source.paidOn),
          { key: 'reference', label: t('reference'), value: source.reference === '' ? <Dash /> : source.reference },
        ]}
      />
    </Card>
  );
}
