import type { Flip } from '#app/domain/proposals/model-verdicts.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';

/** Whether a verdict is the same under all attribution models or flips under some (product.md section 10). Null says nothing: it was not looked at. */
export function RobustBadge({ flips }: { readonly flips: readonly Flip[] | null }) {
  const t = useText('attribution');
  const td = useText('domain');
  if (flips === null) return null;
  const [first] = flips;
  if (!first) return <Badge tone="neutral" icon="circle-check">{t('robust.holds')}</Badge>;
  const text = (flip: Flip) =>
    t('robust.flips', {
      verdict: td(`proposalKind.${flip.verdict}`),
      models: flips.filter((one) => one.verdict === flip.verdict).map((one) => td(`attributionModel.${one.model}`)).join(t('robust.listSeparator')),
    });
  const kinds = flips.filter((flip, index) => flips.findIndex((one) => one.verdict === flip.verdict) === index);
  return (
    <Badge tone="amber" icon="alert" title={kinds.map(text).join(' · ')}>
      {kinds.length > 1 ? t('robust.flipsMore', { count: flips.length }) : flips.length > 2 ? t('robust.flipsMany', { verdict: td(`proposalKind.${first.verdict}`), count: flips.length }) : text(first)}
    </Badge>
  );
}
