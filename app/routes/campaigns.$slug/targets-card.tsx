import { Dash } from '#app/components/money-text.tsx';
import { CountText, PercentText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import type { Matrix } from './load-matrix.server.ts';

/** What the campaign aims for beside what came of it, where the portal is told. */
export function TargetsCard({ matrix: { campaign, actuals } }: { readonly matrix: Pick<Matrix, 'campaign' | 'actuals'> }) {
  const t = useText('campaign');
  const noSource = <Dash title={t('targets.noSource')} />;
  const rows = [
    { key: 'searchUplift', target: campaign.targetSearchUplift, actual: noSource },
    { key: 'ugcItems', target: campaign.targetUgcItems, actual: <span title={t('targets.posts')}><CountText count={actuals.posts} /></span> },
    { key: 'interactions', target: campaign.targetInteractions, actual: <CountText count={actuals.interactions} /> },
    { key: 'salesUplift', target: campaign.targetSalesUpliftBasisPoints, actual: noSource },
  ] as const;
  const set = rows.filter((row) => row.target !== null);
  return (
    <Card title={t('targets.title')}>
      {set.length === 0 ? <p className="text-muted">{t('targets.none')}</p> : (
        <Table label={t('targets.title')} compact>
          <thead>
            <tr><th scope="col">{t('targets.title')}</th><th scope="col" className="num">{t('targets.target')}</th><th scope="col" className="num">{t('targets.actual')}</th></tr>
          </thead>
          <tbody>
            {set.map((row) => (
              <tr key={row.key}>
                <th scope="row">{t(`targets.${row.key}`)}</th>
                <td className="num">{row.key === 'salesUplift' ? <PercentText share={(row.target ?? 0) / 10_000} /> : <CountText count={row.target} />}</td>
                <td className="num">{row.actual}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
