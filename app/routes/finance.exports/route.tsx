import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FinanceHeader } from '#app/components/finance-header.tsx';
import { useCan } from '#app/components/root-data.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { countFinanceWork } from '#app/services/count-finance-work.server.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('costs:read', async ({ db, workspaceId, request }) => ({ title: pageTitle(request, 'finance:exports.title'), work: await countFinanceWork(db, workspaceId) }));

const CHECK_COMMAND = 'sed \'/^# rows,/,$d\' FILE.csv | sha256sum';
const EXPORT_COMMAND = 'npm run kol -- export statement|ledger --format csv|xlsx|json';

export default function Exports() {
  const { work } = useLoaderData<typeof loader>();
  const t = useText('finance');
  const can = useCan();
  const file = (to: string, label: string) => <a key={label} href={to} download className={buttonClass('secondary', 'md')}><Icon name="download" />{label}</a>;
  const all = [
    {
      key: 'statement', shown: true,
      actions: [file(paths.financeExport({ file: 'statements.csv' }), 'CSV'), file(paths.financeExport({ file: 'statements.xlsx' }), 'XLSX'), <LinkButton key="print" to={paths.finance()} icon="print">{t('exports.print')}</LinkButton>],
    },
    { key: 'byKol', shown: true, actions: [file(paths.financeCsv(), 'CSV')] },
    { key: 'variance', shown: true, actions: [file(paths.financeExport({ file: 'variance.csv' }), 'CSV'), file(paths.financeExport({ file: 'variance.xlsx' }), 'XLSX')] },
    { key: 'ledger', shown: can('audit:read'), actions: [file(paths.financeExport({ file: 'ledger.csv' }), 'CSV'), file(paths.financeExport({ file: 'ledger.xlsx' }), 'XLSX')] },
    { key: 'audit', shown: can('audit:read'), actions: [file(paths.auditCsv(), 'CSV')] },
    { key: 'proof', shown: can('audit:read'), actions: [file(paths.ledgerProof(), 'JSON')] },
  ] as const;
  return (
    <>
      <FinanceHeader current="exports" work={work} />
      <p className="mb-3 text-muted max-w-4xl">{t('exports.text')}</p>
      <div className="grid gap-4 md:grid-cols-2">
        {all.flatMap(({ key, shown, actions }) => (shown ? [
          <Card key={key} title={t(`exports.${key}`)} subtitle={t(`exports.${key}Text`)}><div className="flex flex-wrap gap-2">{actions}</div></Card>,
        ] : []))}
      </div>
      <div className="mt-4 text-muted text-[0.9286rem] flex flex-col gap-1">
        <p>{t('exports.verify', { command: CHECK_COMMAND })}</p>
        <p>{t('exports.commands', { command: EXPORT_COMMAND })}</p>
      </div>
    </>
  );
}
