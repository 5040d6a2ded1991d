import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { RoiAtClose } from '#app/domain/proposals/pooled-roi.ts';
import { IntervalBar } from '#app/components/interval-bar.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { ChanceText, CountText, RatioText } from '#app/components/number-text.tsx';
import { useRootData } from '#app/components/root-data.ts';

interface Totals {
  readonly revenueMinor: number;
  readonly orders: number;
  readonly cost: { readonly costMinor: number; readonly roi: string | null; readonly profitRoi: string | null; readonly rowsTo: string; readonly atClose: RoiAtClose | null } | null;
}

/** The row under the board: sums of all rows that pass the filter, and the ROI of those sums. */
export function roiTotals({ revenueMinor, orders, cost }: Totals, label: string): Record<string, ReactNode> {
  const open = { name: label, revenueMinor: <Money minor={revenueMinor} />, orders: <CountText count={orders} /> };
  if (cost === null) return open;
  const { atClose } = cost;
  return {
    ...open,
    cost: <Link to={`${cost.rowsTo}#costs`} className="hover:underline"><Money minor={cost.costMinor} /></Link>,
    roi: <Link to={cost.rowsTo} className="hover:underline"><RatioText ratio={cost.roi} /></Link>,
    profitRoi: <RatioText ratio={cost.profitRoi} />,
    atClose: <IntervalBar interval={atClose ? { ...atClose.interval90, median: atClose.median, level: 0.9 } : null} max={5} />,
    below1: <ChanceText probability={atClose?.probability.roiBelow1 ?? null} />,
    below15: <ChanceText probability={atClose?.probability.roiBelow15 ?? null} />,
    atLeast3: <ChanceText probability={atClose?.probability.roiAtLeast3 ?? null} />,
  };
}

function Money({ minor }: { readonly minor: number }) {
  const { workspace } = useRootData();
  return <MoneyText minor={minor} currency={workspace.currency} />;
}
