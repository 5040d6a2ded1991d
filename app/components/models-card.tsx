import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import type { ReviewedModelRows } from './model-rows.ts';
import { ModelTable } from './model-table.tsx';
import { RobustBadge } from './robust-badge.tsx';

interface ModelsCardProps {
  readonly collaborationId: string;
  readonly models: ReviewedModelRows;
  readonly thresholds: readonly number[];
}

/** Whether a collaboration's verdict hangs on the attribution model, and what each model says. */
export function ModelsCard({ collaborationId, models, thresholds }: ModelsCardProps) {
  const t = useText('attribution');
  return (
    <div id="models">
      <Card title={t('robust.title')} subtitle={t('robust.subtitle')} actions={<RobustBadge flips={models.flips} />}>
        <ModelTable collaborationId={collaborationId} rows={models.rows} inForce={models.inForce} thresholds={thresholds} />
      </Card>
    </div>
  );
}
