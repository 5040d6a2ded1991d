import type { ReactNode } from 'react';
import type { MoveTerms } from '#app/domain/proposals/move-terms.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatMoney, formatNumber, formatPercent, formatProbability } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import type { OpenProposal, ProposalFigures } from './view.server.ts';

/** What the move is expected to bring, as the review computed it: gain, both regrets and the price of waiting, each with its sentence. */
export function ExpectedCard({ proposal, figures }: { readonly proposal: OpenProposal; readonly figures: ProposalFigures }) {
  const t = useText('proposals');
  const [first, second] = figures.candidates;
  const terms = first ? first.terms : figures.terms;
  if (terms === null) return null;
  const name = first ? nameOf(first) : null;
  return (
    <Card title={t('expected.title')} subtitle={name === null ? t(proposal.kind === 'extend' ? 'expected.extendAgainst' : 'expected.against', { roi: terms.targetRoi ?? 0 }) : t('expected.swapAgainst', { old: proposal.kolName, candidate: name })}>
      <Figures kind={proposal.kind} terms={terms} old={proposal.kolName} candidate={name} />
      {first && second ? <WhyNotSecond first={first} second={second} /> : null}
    </Card>
  );
}

type Candidate = ProposalFigures['candidates'][number];

function nameOf({ name, secondName }: Candidate): string {
  return secondName === null ? name : `${name} + ${secondName}`;
}

interface FiguresProps {
  readonly kind: OpenProposal['kind'];
  readonly terms: MoveTerms;
  readonly old: string;
  /** Null where the comparison is with the ROI that money is asked to bring. */
  readonly candidate: string | null;
}

function Figures({ kind, terms, old, candidate }: FiguresProps) {
  const t = useText('proposals');
  const tc = useText('common');
  const locale = useLocale();
  const { workspace: { currency } } = useRootData();
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const { gain, regret, waiting } = terms;
  const which = candidate !== null ? 'swap' : kind === 'extend' ? 'extend' : kind === 'wait' ? 'waitOn' : 'cut';
  const names = { old, candidate: candidate ?? '', roi: formatNumber(terms.targetRoi ?? 0, locale, 1), money: money(terms.moneyMinor) };
  const interval = (estimate: { lowMinor: number; highMinor: number; level: number }) =>
    t('expected.interval', { level: formatPercent(estimate.level, locale, 0), low: money(estimate.lowMinor), high: money(estimate.highMinor) });
  return (
    <dl className="grid gap-3 sm:grid-cols-2 2xl:grid-cols-4">
      <Figure label={t('expected.gain')} minor={gain.expectedMinor} signed note={interval(gain)}>{t(`expected.gainOf.${which}`, names)}</Figure>
      <Figure label={t(`expected.regretMove.${which}`)} minor={regret.ofMovingMinor}>{t(`expected.regretMoveOf.${which}`, names)}</Figure>
      <Figure label={t(`expected.regretStay.${which}`)} minor={regret.ofStayingMinor}>{t(`expected.regretStayOf.${which}`, names)}</Figure>
      {waiting ? (
        <Figure label={t('expected.waiting', { days: waiting.days })} minor={waiting.expectedMinor} signed note={interval(waiting)}>
          {t(candidate === null ? 'expected.waitingOfCut' : 'expected.waitingOfSwap', { ...names, spend: money(waiting.spendMinor), count: waiting.days })}
        </Figure>
      ) : kind === 'extend' ? null : <Figure label={t('expected.waitingNone')} minor={null} dash={tc('state.none')}>{t('expected.waitingNoneOf')}</Figure>}
    </dl>
  );
}

interface FigureProps {
  readonly label: string;
  readonly minor: number | null;
  readonly signed?: boolean;
  readonly note?: string;
  readonly dash?: string;
  readonly children: ReactNode;
}

function Figure({ label, minor, signed = false, note, dash, children }: FigureProps) {
  const { workspace: { currency } } = useRootData();
  return (
    <div className="flex flex-col gap-1 border-s-2 border-line ps-3 min-w-0">
      <dt className="text-muted text-[0.9286rem]">{label}</dt>
      <dd className="flex flex-col gap-1">
        <span className="text-[1.25rem] leading-tight font-semibold">{minor === null ? dash : <MoneyText minor={minor} currency={currency} signed={signed} />}</span>
        {note ? <span className="text-[0.9286rem]">{note}</span> : null}
        <span className="text-muted text-[0.9286rem]">{children}</span>
      </dd>
    </div>
  );
}

/** What sets the first candidate before the second: the gain and the chance to be better. */
function WhyNotSecond({ first, second }: { readonly first: Candidate; readonly second: Candidate }) {
  const t = useText('proposals');
  const locale = useLocale();
  const { workspace: { currency } } = useRootData();
  const names = {
    first: nameOf(first), second: nameOf(second), less: formatMoney(first.expectedGainMinor - second.expectedGainMinor, currency, locale),
    chance: formatProbability(second.probabilityBetter, locale), firstChance: formatProbability(first.probabilityBetter, locale),
    price: formatMoney(second.priceMinor, currency, locale), firstPrice: formatMoney(first.priceMinor, currency, locale),
  };
  const surer = second.probabilityBetter > first.probabilityBetter;
  return <p className="mt-4"><strong className="font-medium">{t('expected.whyNotSecond', names)}</strong> {t(surer ? 'expected.secondSurer' : 'expected.secondLess', names)}</p>;
}
