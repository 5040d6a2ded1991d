import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { TabNav } from '#app/ui/tabs.tsx';

interface ProposalTabsProps {
  readonly active: 'open' | 'decided' | 'swaps' | 'calibration';
  readonly counts: { readonly open: number; readonly decided: number };
  /** What was predicted of a swap tells what it cost; how right statements on ROI were is for those who see ROI. */
  readonly seesCosts: boolean;
  /** Address of a list, where the page in view keeps more of it than its tab. */
  readonly listTo?: (tab: 'open' | 'decided') => string;
}

/** The lists of proposals, and what came of those that were accepted. */
export function ProposalTabs({ active, counts, seesCosts, listTo = (tab) => paths.proposals(tab === 'open' ? '' : '?tab=decided') }: ProposalTabsProps) {
  const t = useText('proposals');
  const ts = useText('swaps');
  const tc = useText('calibration');
  const tp = useText('payments');
  const lists = (['open', 'decided'] as const).map((tab) => ({ to: listTo(tab), label: t(`tab.${tab}`), count: counts[tab], active: active === tab }));
  const beyond = [{ to: paths.swaps(), label: ts('title'), active: active === 'swaps' }, { to: paths.calibration(), label: tc('title'), active: active === 'calibration' }];
  return (
    <div className="mb-3 no-print">
      <TabNav label={t('title')} tabs={[...lists, ...(seesCosts ? beyond : []), { to: paths.signOffs(), label: tp('signOff.title') }]} />
    </div>
  );
}
