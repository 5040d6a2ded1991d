import { Link } from '@remix-run/react';
import type { SpendingCutRow } from '#db/queries/spending-cut.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

/** What cut plans have taken back in this campaign, and who decided it. */
export function CutsMade({ cuts }: { readonly cuts: readonly SpendingCutRow[] }) {
  const t = useText('finance');
  if (cuts.length === 0) return null;
  return (
    <Card title={t('cuts.made')} flush>
      <Table label={t('cuts.made')} compact>
        <thead><tr><th scope="col">{t('variance.cutPartner')}</th><th scope="col" className="num">{t('cuts.released')}</th><th scope="col">{t('cuts.at')}</th><th scope="col">{t('cuts.by')}</th><th scope="col">{t('cuts.reason')}</th><th scope="col">{t('cuts.signOff')}</th></tr></thead>
        <tbody>
          {cuts.map((cut) => (
            <tr key={cut.id}>
              <th scope="row"><Link to={paths.collaboration(cut)} className="inline-flex items-center min-h-6 hover:underline">{cut.kolName ?? cut.collaborationId}</Link></th>
              <td className="num"><SpendMoney minor={cut.releasedMinor} /></td>
              <td><InstantText at={cut.cutAt} /></td>
              <td>{cut.cutByName}</td>
              <td>{cut.reason}</td>
              <td>{cut.requestId ? <Link to={paths.signOff({ requestId: cut.requestId })} className="inline-flex items-center min-h-6 underline">{t('cuts.open')}</Link> : <Dash />}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
