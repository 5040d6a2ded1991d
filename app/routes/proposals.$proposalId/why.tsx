import type { StoredReason } from '#db/queries/proposal-pages.server.ts';
import { IntervalBar } from '#app/components/interval-bar.tsx';
import { ProbabilityText, RatioText } from '#app/components/number-text.tsx';
import { ReasonText } from '#app/components/reason-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import type { ProposalFigures } from './view.server.ts';

/** Why: the reasons as sentences, then how sure that is. */
export function Why({ figures }: { readonly figures: ProposalFigures }) {
  const t = useText('proposals');
  const td = useText('domain');
  const { roiAtClose, low, high } = figures;
  return (
    <Card title={t('why')}>
      <ul className="list-disc ps-5 mb-3">
        {figures.reasons.map((reason) => <li key={reason.code}><Reason reason={reason} /></li>)}
      </ul>
      <KeyValueList
        items={[
          { key: 'roi', label: td('metric.roi_so_far'), value: <RatioText ratio={figures.roi} /> },
          { key: 'close', label: td('metric.roi_at_close'), value: <IntervalBar interval={roiAtClose === null ? null : { low, median: roiAtClose, high, level: 0.9 }} thresholds={figures.thresholds} max={5} /> },
          { key: 'below1', label: t('column.below1'), value: <ProbabilityText probability={figures.below1} /> },
          { key: 'below15', label: t('column.below15'), value: <ProbabilityText probability={figures.below15} /> },
          { key: 'atLeast3', label: t('column.atLeast3'), value: <ProbabilityText probability={figures.atLeast3} /> },
        ]}
      />
    </Card>
  );
}

function Reason({ reason }: { readonly reason: StoredReason }) {
  const t = useText('domain');
  return reason.code === 'more_orders_expected' ? <>{t('reason.orders_to_settle', { count: reason.orders })}</> : <ReasonText reason={reason} />;
}
