import type { FourWayMatch, Mismatch } from '#app/domain/finance/four-way-match.ts';
import type { Money } from '#app/domain/money.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Dash, MoneyText } from './money-text.tsx';

/** Quote, contract, invoices and payments side by side, and what does not agree: by colour, icon and word. */
export function MatchTable({ match }: { readonly match: FourWayMatch }) {
  const t = useText('payments');
  const papers = [
    { paper: 'quote', amounts: match.quote ? [match.quote] : [] }, { paper: 'contract', amounts: match.contract ? [match.contract] : [] }, { paper: 'invoice', amounts: match.invoiced },
    { paper: 'payment', amounts: match.paid },
  ] as const;
  const isWrong = (paper: (typeof papers)[number]['paper']) => match.mismatches.some((one) => one.between.includes(paper));
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid gap-3 grid-cols-2 md:grid-cols-4">
        {papers.map(({ paper, amounts }) => (
          <div key={paper} className={`rounded-control border px-3 py-2 min-w-0 ${isWrong(paper) ? 'border-red-mark' : 'border-line'}`}>
            <dt className="text-muted text-[0.9286rem] flex items-center gap-1">{isWrong(paper) ? <Icon name="alert" className="text-red" label={t('match.mismatch')} /> : null}{t(`paper.${paper}`)}</dt>
            <dd className="font-semibold">{amounts.length === 0 ? <Dash /> : <Amounts amounts={amounts} />}</dd>
          </div>
        ))}
      </dl>
      {match.mismatches.length === 0 ? <p><Badge tone="green" icon="check">{t('match.agrees')}</Badge></p> : <MismatchList mismatches={match.mismatches} />}
    </div>
  );
}

export function MismatchList({ mismatches }: { readonly mismatches: readonly Mismatch[] }) {
  const t = useText('payments');
  return (
    <ul className="flex flex-col gap-1">
      {mismatches.map((one, index) => (
        <li key={index} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge tone="red" icon="alert">{t(`fault.${one.fault}`)}</Badge>
          <span>
            {t(`paper.${one.between[0]}`)} <MoneyText minor={one.expectedMinor} currency={one.currency} /> · {t(`paper.${one.between[1]}`)}{' '}
            {one.foundMinor === null ? <span className="text-red">{t(`found.${one.fault}`)}</span> : <span className="text-red"><MoneyText minor={one.foundMinor} currency={one.currency} /></span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Amounts({ amounts }: { readonly amounts: readonly Money[] }) {
  return <>{amounts.map((amount) => <span key={amount.currency} className="block truncate"><MoneyText minor={amount.minor} currency={amount.currency} /></span>)}</>;
}
