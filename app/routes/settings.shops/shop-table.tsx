import { Link } from '@remix-run/react';
import { useState } from 'react';
import { InstantText } from '#app/components/date-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import type { ConnectionKind } from '#app/domain/ingestion/delivery.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Menu } from '#app/ui/menu.tsx';
import { Table } from '#app/ui/table.tsx';
import { DisconnectDialog, RotateDialog } from './connection-dialogs.tsx';

export interface Shop {
  readonly slug: string;
  readonly kind: 'manual' | ConnectionKind;
  readonly address: string | null;
  readonly hasSecret: boolean;
  readonly isRotating: boolean;
  readonly disconnectedAt: Date | null;
  readonly createdAt: Date;
  readonly lastDeliveryAt: Date | null;
  readonly recentDeliveries: number;
  readonly openDeliveries: number;
}

type Asked = { readonly what: 'rotate' | 'disconnect'; readonly shop: string; readonly kind: ConnectionKind } | null;

/** Every shop with how its connection fares, and what can be done about it. */
export function ShopTable({ shops }: { readonly shops: readonly Shop[] }) {
  const t = useText('settings');
  const [asked, setAsked] = useState<Asked>(null);
  return (
    <>
      <Table label={t('shops.title')} stickyFirst>
        <thead>
          <tr>
            <th scope="col">{t('shops.shop')}</th><th scope="col">{t('shops.kind')}</th><th scope="col">{t('shops.state')}</th><th scope="col">{t('shops.address')}</th>
            <th scope="col">{t('shops.lastDelivery')}</th><th scope="col" className="num">{t('shops.lastDay')}</th><th scope="col">{t('shops.open')}</th><th scope="col"><span className="sr-only">{t('people.actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          {shops.map((shop) => (
            <tr key={shop.slug}>
              <th scope="row">{shop.slug}<span className="block text-muted font-normal text-[0.857rem]">{t('shops.created')} <InstantText at={shop.createdAt} dateOnly /></span></th>
              <td className="nowrap">{t(`shops.kindName.${shop.kind}`)}</td>
              <td><State shop={shop} /></td>
              <td>{shop.address ? <code className="break-all select-all inline-block min-w-72">{shop.address}</code> : <Dash />}</td>
              <td><InstantText at={shop.lastDeliveryAt} /></td>
              <td className="num">{shop.kind === 'manual' ? <Dash /> : <CountText count={shop.recentDeliveries} />}</td>
              <td><Open shop={shop} /></td>
              <td><Actions shop={shop} onAsk={setAsked} /></td>
            </tr>
          ))}
        </tbody>
      </Table>
      {asked?.what === 'rotate' ? <RotateDialog shop={asked.shop} kind={asked.kind} onClose={() => setAsked(null)} /> : null}
      {asked?.what === 'disconnect' ? <DisconnectDialog shop={asked.shop} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

function State({ shop }: { readonly shop: Shop }) {
  const t = useText('settings');
  if (shop.kind === 'manual') return <Badge>{t('shops.manual')}</Badge>;
  if (!shop.hasSecret) return <Badge tone="neutral" icon="close">{t('shops.disconnected')}</Badge>;
  if (shop.disconnectedAt !== null) return <Badge tone="red" icon="alert">{t('shops.uninstalled')}</Badge>;
  return <span className="flex flex-wrap gap-1"><Badge tone="green">{t('shops.connected')}</Badge>{shop.isRotating ? <Badge tone="amber">{t('shops.rotating')}</Badge> : null}</span>;
}

function Open({ shop }: { readonly shop: Shop }) {
  const t = useText('settings');
  if (shop.kind === 'manual' && shop.lastDeliveryAt === null) return <Dash />;
  if (shop.openDeliveries === 0) return <span className="text-muted">{t('shops.healthy')}</span>;
  const search = new URLSearchParams([['f.outcome', 'unreadable'], ['f.outcome', 'waiting'], ['f.shop', shop.slug]]);
  return <Link to={paths.deliveries(`?${search}`)} className="underline"><Badge tone="red" icon="alert">{t('shops.openOf', { count: shop.openDeliveries })}</Badge></Link>;
}

function Actions({ shop, onAsk }: { readonly shop: Shop; readonly onAsk: (asked: Asked) => void }) {
  const t = useText('settings');
  const { slug, kind } = shop;
  if (kind === 'manual') return null;
  const items = [
    { key: 'deliveries', label: t('shops.deliveriesOf'), icon: 'table' as const, to: paths.deliveries(`?${new URLSearchParams({ 'f.shop': slug })}`) },
    ...(shop.hasSecret ? [
      { key: 'rotate', label: t('shops.rotate'), icon: 'lock' as const, onSelect: () => onAsk({ what: 'rotate', shop: slug, kind }) },
      { key: 'disconnect', label: t('shops.disconnect'), icon: 'close' as const, danger: true, onSelect: () => onAsk({ what: 'disconnect', shop: slug, kind }) },
    ] : []),
  ];
  return <Menu label={t('shops.actions', { shop: slug })} items={items} />;
}
