import { Form, useNavigation } from '@remix-run/react';
import { amountText } from '#app/domain/money.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { PaperAnswer } from './save-paper.server.ts';

interface Contract {
  readonly amountMinor: number;
  readonly currency: string;
  readonly signedOn: string;
  readonly fileName: string | null;
}

/** What the contract is for; recorded once and corrected in place. */
export function ContractForm({ contract, answer, currency }: { readonly contract: Contract | null; readonly answer: PaperAnswer | null; readonly currency: string }) {
  const t = useText('payments');
  const stored: Record<string, string> = contract
    ? { amount: amountText(contract.amountMinor, contract.currency), currency: contract.currency, signedOn: contract.signedOn, fileName: contract.fileName ?? '' }
    : { currency };
  const field = useFields('contract', answer, stored);
  const busy = useBusy('contract');
  return (
    <Card title={t('papers.contract')} subtitle={contract ? t('papers.contractText') : t('papers.contractNone')}>
      <Form method="post" noValidate className="flex flex-col gap-4" aria-label={t('papers.contract')}>
        <input type="hidden" name="intent" value="contract" />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...field('amount')} label={t('papers.amount')} required inputMode="decimal" />
          <TextField {...field('currency')} label={t('papers.currency')} required maxLength={3} />
          <TextField {...field('signedOn')} type="date" label={t('papers.signedOn')} required />
          <TextField {...field('fileName')} label={t('papers.fileName')} hint={t('papers.fileHint')} maxLength={200} />
        </div>
        <div><Button type="submit" variant={contract ? 'secondary' : 'primary'} busy={busy}>{t('papers.saveContract')}</Button></div>
      </Form>
    </Card>
  );
}

/** A further bill of the KOL. */
export function InvoiceForm({ answer, currency }: { readonly answer: PaperAnswer | null; readonly currency: string }) {
  const t = useText('payments');
  const field = useFields('invoice', answer, { currency });
  const busy = useBusy('invoice');
  return (
    <Card title={t('papers.addInvoice')}>
      <Form method="post" noValidate className="flex flex-col gap-4" aria-label={t('papers.addInvoice')}>
        <input type="hidden" name="intent" value="invoice" />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...field('number')} label={t('papers.number')} required maxLength={100} />
          <TextField {...field('fileName')} label={t('papers.fileName')} hint={t('papers.fileHint')} maxLength={200} />
          <TextField {...field('amount')} label={t('papers.amount')} required inputMode="decimal" />
          <TextField {...field('currency')} label={t('papers.currency')} required maxLength={3} />
          <TextField {...field('issuedOn')} type="date" label={t('papers.issuedOn')} required />
          <TextField {...field('receivedOn')} type="date" label={t('papers.receivedOn')} required />
        </div>
        <div><Button type="submit" variant="primary" busy={busy}>{t('papers.addInvoice')}</Button></div>
      </Form>
    </Card>
  );
}

type Name = 'amount' | 'currency' | 'signedOn' | 'fileName' | 'number' | 'issuedOn' | 'receivedOn';

/** A field with what was typed before it was refused, else what is stored. */
function useFields(intent: PaperAnswer['intent'], answer: PaperAnswer | null, stored: Readonly<Record<string, string>>) {
  const t = useText('payments');
  const own = answer?.intent === intent ? answer : null;
  return (name: Name) => {
    const problem = own?.problems[name];
    return { name, defaultValue: own?.values[name] ?? stored[name] ?? '', error: problem ? t(`papers.problem.${problem}`, { ...own?.period }) : null };
  };
}

function useBusy(intent: PaperAnswer['intent']): boolean {
  const navigation = useNavigation();
  return navigation.state !== 'idle' && navigation.formData?.get('intent') === intent;
}
