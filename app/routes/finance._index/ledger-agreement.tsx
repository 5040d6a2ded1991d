import { SpendMoney } from '#app/components/spend-figures.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';

interface Agreement {
  readonly ledger: { readonly committedMinor: number; readonly paidMinor: number };
  readonly commissionMinor: number;
  readonly committedDifferenceMinor: number;
  readonly paidDifferenceMinor: number;
}

/** Whether the statement of everything is the ledger's, to the minor unit. */
export function LedgerAgreement({ agreement }: { readonly agreement: Agreement }) {
  const t = useText('finance');
  const { ledger, commissionMinor, committedDifferenceMinor, paidDifferenceMinor } = agreement;
  const agrees = committedDifferenceMinor === 0 && paidDifferenceMinor === 0;
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1">
      <Badge tone={agrees ? 'green' : 'red'} icon={agrees ? 'check' : 'alert'}>{t(agrees ? 'agreement.agrees' : 'agreement.differs')}</Badge>
      <span>{t('agreement.committed')} <SpendMoney minor={ledger.committedMinor} /> ({t('agreement.difference')} <SpendMoney minor={committedDifferenceMinor} />)</span>
      <span>{t('agreement.paid')} <SpendMoney minor={ledger.paidMinor} /> ({t('agreement.difference')} <SpendMoney minor={paidDifferenceMinor} />)</span>
      {commissionMinor === 0 ? null : <span className="text-muted">{t('agreement.commission')} <SpendMoney minor={commissionMinor} /></span>}
    </p>
  );
}
