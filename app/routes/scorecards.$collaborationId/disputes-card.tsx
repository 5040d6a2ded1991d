import { Link } from '@remix-run/react';
import { InstantText } from '#app/components/date-text.tsx';
import { DisputeBadge, FigureValue, useFigureName } from '#app/components/dispute-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import type { DisputeView } from '#app/lib/dispute-view.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

/** What was doubted of this collaboration's cards, and what became of it. */
export function DisputesCard({ disputes }: { readonly disputes: readonly DisputeView[] }) {
  const t = useText('scorecard');
  const nameOf = useFigureName();
  if (disputes.length === 0) return null;
  return (
    <Card title={t('dispute.title')} flush>
      <Table label={t('dispute.title')} compact>
        <thead><tr><th scope="col">{t('dispute.figure')}</th><th scope="col" className="num">{t('dispute.shown')}</th><th scope="col">{t('dispute.reason')}</th><th scope="col">{t('dispute.state')}</th><th scope="col">{t('dispute.by')}</th><th scope="col">{t('dispute.due')}</th></tr></thead>
        <tbody>
          {disputes.map((dispute) => (
            <tr key={dispute.id}>
              <th scope="row"><Link to={paths.dispute({ disputeId: dispute.id })} className="inline-flex items-center min-h-6 hover:underline">{nameOf(dispute.figure)}</Link></th>
              <td className="num"><FigureValue figure={dispute.figure} value={dispute.shownValue} withheld={dispute.withheld} /></td>
              <td><span className="line-clamp-2 max-w-96">{dispute.reason}</span></td>
              <td><DisputeBadge status={dispute.status} overdue={dispute.isOverdue} /></td>
              <td>{dispute.openedByName}</td>
              <td><InstantText at={dispute.dueAt} /></td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
