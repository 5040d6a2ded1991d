import { Link } from '@remix-run/react';
import { DayText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import type { CollectionPage } from './load-collection.server.ts';

/** Where assets of a collection were used again. */
export function UsesCard({ uses }: { readonly uses: CollectionPage['uses'] }) {
  const t = useText('collections');
  const ta = useText('assets');
  if (uses.length === 0) return <Card title={t('one.uses')}><p className="text-muted">{t('one.noUses')}</p></Card>;
  return (
    <Card title={t('one.uses')}>
      <Table label={t('one.uses')} compact>
        <thead><tr><th scope="col">{t('one.on')}</th><th scope="col">{t('one.asset')}</th><th scope="col">{t('one.place')}</th><th scope="col">{t('one.who')}</th></tr></thead>
        <tbody>
          {uses.map((use) => (
            <tr key={use.id}>
              <td><DayText day={use.usedOn} /></td>
              <td><Link to={paths.asset({ assetId: use.assetId })} className="hover:underline">{ta('number', { number: use.number })}</Link></td>
              <td className="break-words"><span className="block">{use.place}</span><span className="block text-muted text-[0.857rem]">{ta(`channel.${use.channel}`)} · {ta(`territory.${use.territory}`)}</span></td>
              <td>{use.usedByName}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
