import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { FuseBadge, LightBadge, TierBadge, VerdictBadge } from '#app/components/badges.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { IntervalBar } from '#app/components/interval-bar.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { CountText, RatioText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import type { SwapRow } from '#app/components/swaps-table.tsx';
import { SwapsTable } from '#app/components/swaps-table.tsx';
import type { RoiTotals } from '#app/domain/proposals/roi-groups.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { ReviewReport } from '#app/services/report-review.server.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

type Report = Omit<ReviewReport, 'swaps' | 'moved'> & { readonly swaps: readonly SwapRow[]; readonly moved: readonly SwapRow[] };
interface SectionProps {
  readonly report: Report;
}

const link = 'inline-flex items-center min-h-6 text-accent hover:underline';

/** Each tier's figures of the period, leading to the rows behind them; then the campaign's. */
export function ResultsCard({ report }: SectionProps) {
  const t = useText('reviews');
  const td = useText('domain');
  const rowsOf = (tier: string | null) => paths.roiRows(`?period=${encodeURIComponent(`${report.campaign.slug}~${report.periodNumber}`)}&f.campaign=${encodeURIComponent(report.campaign.slug)}${tier === null ? '' : `&f.tier=${tier}`}`);
  return (
    <Card title={t('results')} subtitle={t('resultsMeaning')} flush>
      <Table label={t('results')}>
        <thead>
          <tr>
            <th scope="col">{t('tier')}</th><th scope="col">{t('light')}</th><th scope="col" className="num">{t('collaborations')}</th><th scope="col" className="num">{t('revenue')}</th>
            <th scope="col" className="num">{t('cost')}</th><th scope="col" className="num">{t('roi')}</th><th scope="col">{t('atClose')}</th>
          </tr>
        </thead>
        <tbody>
          {report.tiers.map((line) => (
            <tr key={line.key}>
              <th scope="row">{line.tier ? <TierBadge tier={line.tier} /> : line.key}</th><td><LightBadge light={line.light} /></td><td className="num"><CountText count={line.collaborations} /></td>
              <Figures of={line} to={rowsOf(line.tier)} currency={report.currency} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th><td>{report.lights.filter(({ count }) => count > 0).map(({ light, count }) => t('lightCount', { light: td(`light.${light}`), count })).join(' · ')}</td>
            <td className="num"><CountText count={report.tiers.reduce((sum, line) => sum + line.collaborations, 0)} /></td>
            <Figures of={report.total} to={rowsOf(null)} currency={report.currency} />
          </tr>
        </tfoot>
      </Table>
    </Card>
  );
}

function Figures({ of, to, currency }: { readonly of: RoiTotals; readonly to: string; readonly currency: string }) {
  return (
    <>
      <td className="num"><Link to={to} className="hover:underline"><MoneyText minor={of.revenueMinor} currency={currency} /></Link></td>
      <td className="num"><Link to={`${to}#costs`} className="hover:underline"><MoneyText minor={of.costMinor} currency={currency} /></Link></td>
      <td className="num"><RatioText ratio={of.roi} /></td>
      <td><IntervalBar interval={of.atClose ? { ...of.atClose.interval90, median: of.atClose.median, level: 0.9 } : null} max={5} /></td>
    </>
  );
}

export function LightsCard({ report }: SectionProps) {
  const t = useText('reviews');
  return (
    <Section title={t('lights')} none={report.lightChanges.length === 0 ? t('lightsNone') : null}>
      <thead><tr><th scope="col">{t('kol')}</th><th scope="col">{t('tier')}</th><th scope="col">{t('before')}</th><th scope="col">{t('after')}</th><th scope="col">{t('atClose')}</th></tr></thead>
      <tbody>
        {report.lightChanges.map((change) => (
          <tr key={change.collaborationId}>
            <th scope="row"><Link to={paths.collaboration(change)} className={link}>{change.kolName}</Link></th><td><TierBadge tier={change.tier} /></td>
            <td><LightBadge light={change.before} /></td><td><LightBadge light={change.after} /></td>
            <td><IntervalBar interval={change.atClose ? { ...change.atClose.interval90, median: change.atClose.median, level: 0.9 } : null} max={5} /></td>
          </tr>
        ))}
      </tbody>
    </Section>
  );
}

/** The evidence rows of the fuses: revenue and cost of the period, the state before and after. */
export function FusesCard({ report }: SectionProps) {
  const t = useText('reviews');
  return (
    <Section title={t('fuses')} subtitle={t('fusesMeaning')} none={report.fuseSteps.length === 0 ? t('fusesNone') : null}>
      <thead>
        <tr><th scope="col">{t('kol')}</th><th scope="col">{t('tier')}</th><th scope="col" className="num">{t('revenue')}</th><th scope="col" className="num">{t('cost')}</th><th scope="col" className="num">{t('roi')}</th><th scope="col">{t('before')}</th><th scope="col">{t('after')}</th></tr>
      </thead>
      <tbody>
        {report.fuseSteps.map((step) => (
          <tr key={step.collaborationId}>
            <th scope="row"><Link to={paths.collaboration(step)} className={link}>{step.kolName}</Link></th><td><TierBadge tier={step.tier} /></td>
            <td className="num"><Link to={paths.collaborationOrders({ ...step, from: report.startDay, through: report.lastDay })} className="hover:underline"><MoneyText minor={step.revenueMinor} currency={report.currency} /></Link></td>
            <td className="num"><MoneyText minor={step.costMinor} currency={report.currency} /></td><td className="num"><RatioText ratio={step.roi} /></td>
            <td><FuseBadge fuse={step.stateBefore} /></td><td><FuseBadge fuse={step.stateAfter} /></td>
          </tr>
        ))}
      </tbody>
    </Section>
  );
}

export function ProposalsCard({ report }: SectionProps) {
  const t = useText('reviews');
  return (
    <Section title={t('proposals')} none={report.proposals.length === 0 ? t('proposalsNone') : null}>
      <thead>
        <tr><th scope="col">{t('kol')}</th><th scope="col">{t('kind')}</th><th scope="col" className="num">{t('freed')}</th><th scope="col">{t('decision')}</th><th scope="col">{t('reason')}</th></tr>
      </thead>
      <tbody>
        {report.proposals.map((one) => (
          <tr key={one.id}>
            <th scope="row"><Link to={paths.proposal({ proposalId: one.id })} className={link}>{one.kolName}</Link></th><td><VerdictBadge kind={one.kind} /></td>
            <td className="num"><MoneyText minor={one.freedMinor} currency={report.currency} /></td>
            <td><span className="inline-flex flex-wrap items-center gap-2"><StatusBadge kind="proposal" status={one.status} />{one.decidedAt ? <><InstantText at={one.decidedAt} dateOnly />{one.decidedBy}</> : null}</span></td>
            <td>{one.decisionReason ?? <Dash />}</td>
          </tr>
        ))}
      </tbody>
    </Section>
  );
}

export function MovedCard({ report }: SectionProps) {
  const t = useText('reviews');
  const locale = useLocale();
  const money = (minor: number) => formatMoney(minor, report.currency, locale);
  return (
    <Section
      title={t('moved')} subtitle={report.moved.length === 0 ? undefined : t('movedMeaning', { released: money(report.releasedMinor), moved: money(report.movedMinor) })}
      none={report.moved.length === 0 ? t('movedNone') : null}
    >
      <thead><tr><th scope="col">{t('kind')}</th><th scope="col">{t('from')}</th><th scope="col">{t('to')}</th><th scope="col" className="num">{t('released')}</th><th scope="col" className="num">{t('money')}</th></tr></thead>
      <tbody>
        {report.moved.map((swap) => (
          <tr key={swap.proposalId}>
            <th scope="row"><Link to={paths.proposal(swap)} className={link}><VerdictBadge kind={swap.kind} /></Link></th>
            <td><Link to={paths.collaboration(swap.old)} className={link}>{swap.old.kolName}</Link></td>
            <td>{swap.fresh.length === 0 ? <Dash /> : swap.fresh.map((one) => <Link key={one.collaborationId} to={paths.collaboration(one)} className={link}>{one.kolName}</Link>)}</td>
            <td className="num"><MoneyText minor={swap.releasedMinor} currency={report.currency} /></td><td className="num"><MoneyText minor={swap.moneyMinor} currency={report.currency} /></td>
          </tr>
        ))}
      </tbody>
    </Section>
  );
}

export function SwapsCard({ report }: SectionProps) {
  const t = useText('reviews');
  return <Card title={t('swaps')} flush={report.swaps.length > 0}>{report.swaps.length === 0 ? <p className="text-muted">{t('swapsNone')}</p> : <SwapsTable rows={report.swaps} currency={report.currency} />}</Card>;
}

/** A table with its title, or the sentence that there is nothing to list. */
function Section({ title, subtitle, none, children }: { readonly title: string; readonly subtitle?: string | undefined; readonly none: string | null; readonly children: ReactNode }) {
  return (
    <Card title={title} subtitle={subtitle} flush={none === null}>
      {none === null ? <Table label={title} compact>{children}</Table> : <p className="text-muted">{none}</p>}
    </Card>
  );
}
