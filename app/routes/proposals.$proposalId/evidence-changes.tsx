import type { EvidenceChange } from '#app/domain/proposals/evidence-changes.ts';
import { PROPOSAL_KINDS } from '#app/domain/proposals/proposal.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import { FUSE_STATES } from '#app/domain/scoring/fuse.ts';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatMoney, formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';

/** What has changed since the proposal was made: before and now, one line each. */
export function EvidenceChanges({ changes }: { readonly changes: readonly EvidenceChange[] }) {
  const t = useText('proposals');
  const show = useShown();
  if (changes.length === 0) return null;
  return (
    <ul className="list-disc ps-5 mt-1">
      {changes.map((change) => (
        <li key={change.field}>
          {t(`changed.${change.field}`)}{t('changed.colon')} {show(change, change.before)} → <strong className="font-medium">{change.now === null ? t('changed.nothing') : show(change, change.now)}</strong>
        </li>
      ))}
    </ul>
  );
}

/** Writes a value of the evidence as its field is written elsewhere. */
function useShown(): (change: EvidenceChange, value: number | string) => string {
  const td = useText('domain');
  const t = useText('proposals');
  const locale = useLocale();
  const { workspace: { currency } } = useRootData();
  return ({ field, before, now }, value) => {
    switch (field) {
      case 'revenue':
      case 'refunds':
      case 'cost':
      case 'freed':
        return formatMoney(Number(value), currency, locale);
      case 'arrived':
        return formatPercent(Number(value) / 10, locale, 0);
      case 'kind': {
        const kind = PROPOSAL_KINDS.find((one) => one === value);
        return kind ? td(`proposalKind.${kind}`) : String(value);
      }
      case 'fuse': {
        const fuse = FUSE_STATES.find((one) => one === value);
        return fuse ? td(`fuse.${fuse}`) : String(value);
      }
      case 'model': {
        const model = ATTRIBUTION_MODELS.find((one) => one === value);
        return model ? td(`attributionModel.${model}`) : String(value);
      }
      case 'candidates':
      case 'flips':
        // A list of the same length whose members are others.
        return before === now && value === now ? t('changed.others', { count: Number(value) }) : formatNumber(Number(value), locale, 0);
      case 'orders':
      case 'policy':
        return formatNumber(Number(value), locale, 0);
    }
  };
}
