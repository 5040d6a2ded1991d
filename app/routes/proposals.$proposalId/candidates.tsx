import { Link } from '@remix-run/react';
import type { ProposalCandidateRow } from '#db/queries/proposal-pages.server.ts';
import { TierBadge } from '#app/components/badges.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { ProbabilityText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { ReasonText } from '#app/components/reason-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { formatRatio } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import { DECISION_FORM } from './form-id.ts';

interface CandidatesProps {
  readonly candidates: readonly ProposalCandidateRow[];
  /** Whether one of them can be chosen here; the choice belongs to the decision's form. */
  readonly choosable: boolean;
  /** The rank chosen in a form that was refused. */
  readonly chosen: string | undefined;
}

/** Who could take over, by expected gain, each with the reasons for the rank. */
export function Candidates({ candidates, choosable, chosen = '1' }: CandidatesProps) {
  const t = useText('proposals');
  const { workspace } = useRootData();
  if (candidates.length === 0) return <Card title={t('candidates')}><p className="text-muted">{t('noCandidates')}</p></Card>;
  return (
    <Card title={t('candidates')} subtitle={t(choosable ? 'chooseOne' : 'rankedBy')}>
      <Table label={t('candidates')}>
        <thead>
          <tr>
            <th scope="col">{t('candidate')}</th>
            <th scope="col" className="num">{t('price')}</th>
            <th scope="col" className="num">{t('gainInterval')}</th>
            <th scope="col">{t('better')}</th>
            <th scope="col">{t('candidateInterval')}</th>
            <th scope="col">{t('reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate) => (
            <tr key={candidate.rank}>
              <th scope="row">
                <span className="inline-flex items-center gap-2">
                  {choosable ? <input type="radio" form={DECISION_FORM} name="rank" value={candidate.rank} defaultChecked={String(candidate.rank) === chosen} aria-label={t('choose', { name: nameOf(candidate) })} className="size-4 accent-accent-solid" /> : null}
                  <span>{candidate.rank}.</span>
                  <Names candidate={candidate} />
                  <TierBadge tier={candidate.tier} />
                </span>
              </th>
              <td className="num"><MoneyText minor={candidate.priceMinor} currency={workspace.currency} /></td>
              <td className="num">
                <MoneyText minor={candidate.expectedGainMinor} currency={workspace.currency} signed />
                {candidate.terms ? <span className="block text-muted whitespace-nowrap"><MoneyText minor={candidate.terms.gain.lowMinor} currency={workspace.currency} compact /> – <MoneyText minor={candidate.terms.gain.highMinor} currency={workspace.currency} compact /></span> : null}
              </td>
              <td><ProbabilityText probability={candidate.probabilityBetter} /></td>
              <td><Interval low={candidate.intervalLow} high={candidate.intervalHigh} /></td>
              <td><ul className="min-w-72">{candidate.reasons.map((reason, index) => <li key={`${reason.code} ${index}`}><ReasonText reason={reason} /></li>)}</ul></td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function nameOf({ name, secondName }: ProposalCandidateRow): string {
  return secondName === null ? name : `${name} + ${secondName}`;
}

function Names({ candidate }: { readonly candidate: ProposalCandidateRow }) {
  const link = (kolId: string, name: string) => <Link to={paths.kol({ kolId })} className="inline-flex items-center min-h-6 hover:underline">{name}</Link>;
  return (
    <span className="whitespace-nowrap">
      {link(candidate.kolId, candidate.name)}
      {candidate.secondKolId !== null && candidate.secondName !== null ? <> + {link(candidate.secondKolId, candidate.secondName)}</> : null}
    </span>
  );
}

function Interval({ low, high }: { readonly low: number; readonly high: number }) {
  const t = useText('common');
  const locale = useLocale();
  return <span className="whitespace-nowrap">{t('interval.short', { low: formatRatio(low, locale), high: formatRatio(high, locale) })}</span>;
}
