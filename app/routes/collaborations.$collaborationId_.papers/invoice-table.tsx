import { Form } from '@remix-run/react';
import type { InvoiceRow } from '#db/queries/invoice.server.ts';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { PaperAnswer } from './save-paper.server.ts';

/** The invoices that stand, and those struck out with their reason. */
export function InvoiceTable({ invoices, answer }: { readonly invoices: readonly InvoiceRow[]; readonly answer: PaperAnswer | null }) {
  const t = useText('payments');
  if (invoices.length === 0) return <p className="px-4 pb-4 text-muted">{t('papers.noInvoices')}</p>;
  return (
    <Table label={t('papers.invoices')} compact>
      <thead>
        <tr>
          <th scope="col">{t('papers.number')}</th><th scope="col" className="num">{t('papers.amount')}</th><th scope="col">{t('papers.issuedOn')}</th><th scope="col">{t('papers.receivedOn')}</th>
          <th scope="col">{t('papers.by')}</th><th scope="col">{t('column.status')}</th>
        </tr>
      </thead>
      <tbody>
        {invoices.map((invoice) => (
          <tr key={invoice.id}>
            <th scope="row">{invoice.number}{invoice.fileName ? <span className="block text-muted font-normal text-[0.857rem]">{invoice.fileName}</span> : null}</th>
            <td className="num"><MoneyText minor={invoice.amountMinor} currency={invoice.currency} /></td>
            <td><DayText day={invoice.issuedOn} /></td>
            <td><DayText day={invoice.receivedOn} /></td>
            <td>{invoice.createdByName}</td>
            <td>{invoice.voidedAt === null ? <StrikeOut invoice={invoice} answer={answer} /> : <><Badge icon="close">{t('papers.struckOut')}</Badge> <span className="text-muted">{invoice.voidReason}</span></>}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function StrikeOut({ invoice, answer }: { readonly invoice: InvoiceRow; readonly answer: PaperAnswer | null }) {
  const t = useText('payments');
  const own = answer?.intent === 'strike-out' && answer.values['invoiceId'] === invoice.id ? answer : null;
  const problem = own?.problems.reason;
  return (
    <details open={own !== null}>
      <summary className="cursor-pointer inline-flex items-center min-h-6 text-accent">{t('papers.strikeOut')}</summary>
      <Form method="post" noValidate className="flex flex-wrap items-end gap-2 py-1" aria-label={t('papers.strikeOut')}>
        <input type="hidden" name="intent" value="strike-out" />
        <input type="hidden" name="invoiceId" value={invoice.id} />
        <TextField name="reason" label={t('papers.reason')} required maxLength={500} defaultValue={own?.values['reason'] ?? ''} error={problem ? t(`papers.problem.${problem}`, { ...own?.period }) : null} />
        <Button type="submit" variant="danger">{t('papers.strikeOut')}</Button>
      </Form>
    </details>
  );
}
