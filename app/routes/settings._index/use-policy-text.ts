import type { ParseKeys } from 'i18next';
import { useText } from '#app/i18n/use-text.ts';
import type { PolicySectionKey, PolicyUnit } from './fields.ts';
import type { PolicyProblem } from './policy-form.server.ts';

/** A key such as `policy.field.roi.amberFrom`: the paths of the fields are the keys of their texts, which a test proves. */
const fieldKey = (path: string) => `policy.field.${path.replace(/\.(top|mid|emerging)\./, '.').replace(/\.(\d)$/, '.part$1')}` as ParseKeys<'settings'>;

/** The words for sections, thresholds, units and problems of the policy. */
export function usePolicyText() {
  const t = useText('settings');
  const te = useText('errors');
  return {
    section: (key: PolicySectionKey) => t(`policy.section.${key}`),
    about: (key: PolicySectionKey) => t(`policy.about.${key}`),
    field: (path: string): string => t(fieldKey(path)),
    unit: (unit: PolicyUnit) => (unit === 'none' ? undefined : t(`policy.unit.${unit}`)),
    problem: ({ code, limit }: PolicyProblem): string => {
      switch (code) {
        case 'number':
          return te('field.number');
        case 'min':
          return te('field.min', { min: limit ?? 0 });
        case 'max':
          return te('field.max', { max: limit ?? 0 });
        case 'sum':
          return t('policy.sum');
        case 'invalid':
          return te('field.invalid');
      }
    },
  };
}
