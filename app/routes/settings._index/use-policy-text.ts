import type { ParseKeys } from 'i18next';
import { useLocale } from '#app/components/page-context.ts';
import type { JsonValue } from '#app/domain/json.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { PolicyField, PolicyProblem, PolicySectionKey, PolicyUnit } from './fields.ts';
import { POLICY_SECTIONS, typedNumber } from './fields.ts';

/** A key such as `policy.field.roi.amberFrom`: the paths of the fields are the keys of their texts, which a test proves. */
const fieldKey = (path: string) => `policy.field.${path.replace(/\.(top|mid|emerging)\./, '.').replace(/\.(\d)$/, '.part$1')}` as ParseKeys<'settings'>;

/** The one list whose parts are fields of their own. */
const PAYMENT_SPLIT = 'money.paymentSplitBasisPoints';

const SECTIONS: readonly { readonly key: PolicySectionKey; readonly fields: readonly PolicyField[] }[] = POLICY_SECTIONS;

/** Where a threshold stands, and how it is typed; a list is found by its first part. */
function placeOf(path: string) {
  for (const { key, fields } of SECTIONS) {
    const field = fields.find((one) => one.path === path || one.path.startsWith(`${path}.`));
    if (field) return { key, field };
  }
  return null;
}

/** The words for sections, thresholds, values, units and problems of the policy. */
export function usePolicyText() {
  const t = useText('settings');
  const tp = useText('policy');
  const td = useText('domain');
  const tc = useText('common');
  const locale = useLocale();
  const field = (path: string): string => (path === PAYMENT_SPLIT ? t('policy.paymentSplit') : t(fieldKey(path)));
  const unit = (of: PolicyUnit) => (of === 'none' ? undefined : t(`policy.unit.${of}`));
  const one = (value: JsonValue, at: PolicyField): string => {
    if (value === null) return t('policy.empty');
    if (typeof value === 'boolean') return value ? tc('yes') : tc('no');
    if (typeof value === 'number') return formatNumber(typedNumber(value, at), locale);
    const model = ATTRIBUTION_MODELS.find((known) => known === value);
    return model ? td(`attributionModel.${model}`) : String(value);
  };
  return {
    section: (key: PolicySectionKey) => t(`policy.section.${key}`),
    about: (key: PolicySectionKey) => t(`policy.about.${key}`),
    field,
    unit,
    /** The section's name for a threshold whose own name does not say where it belongs. */
    place: (path: string): string => {
      const found = placeOf(path);
      return found ? t(`policy.section.${found.key}`) : path;
    },
    /** A kept value as people read it: 0.8 as "80 %". */
    value: (path: string, value: JsonValue): string => {
      const found = placeOf(path);
      if (!found) return String(value);
      const text = Array.isArray(value) ? value.map((part) => one(part, found.field)).join(' / ') : one(value, found.field);
      const suffix = typeof value === 'number' || Array.isArray(value) ? unit(found.field.unit) : undefined;
      return suffix === undefined || suffix === 'ROI' ? text : `${text} ${suffix}`;
    },
    problem: ({ code, value, limit, other }: PolicyProblem): string =>
      tp(`problem.${code}`, { value, limit: limit ?? 0, other: other === null ? '' : field(other) }),
  };
}
