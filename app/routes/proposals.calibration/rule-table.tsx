import { useLocale } from '#app/components/page-context.ts';
import type { WorkspaceCalibration } from '#app/domain/proposals/judged-statements.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

/** The portal beside the two fixed rules, about the same collaborations with the same knowledge (product.md section 10). */
export function RuleTable({ found, isEnough }: { readonly found: WorkspaceCalibration; readonly isEnough: boolean }) {
  const t = useText('calibration');
  const locale = useLocale();
  const { model, ratioRule, adjustedRule } = found;
  const rows = [['model', model], ['ratioRule', ratioRule], ['adjustedRule', adjustedRule]] as const;
  const isBetter = model.brier < Math.min(ratioRule.brier, adjustedRule.brier);
  return (
    <Card title={isEnough ? t(isBetter ? 'better' : 'worse') : t('rules')} subtitle={t('brierMeaning')}>
      <Table label={t('rules')} compact>
        <thead>
          <tr>
            <th scope="col">{t('rules')}</th>
            <th scope="col" className="num">{t('statements')}</th>
            <th scope="col" className="num">{t('brier')}</th>
            <th scope="col" className="num">{t('error')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, scores]) => (
            <tr key={key}>
              <th scope="row">{t(key)}</th>
              <td className="num">{scores.statements}</td>
              <td className="num">{formatNumber(scores.brier, locale, 3)}</td>
              <td className="num">{formatNumber(scores.calibrationError, locale, 3)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
