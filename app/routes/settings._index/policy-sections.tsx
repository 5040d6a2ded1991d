import type { AttributionModel } from '#app/domain/policy.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { cx } from '#app/ui/class-names.ts';
import { Card } from '#app/ui/card.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { PolicyField, PolicyProblem } from './fields.ts';
import { POLICY_SECTIONS } from './fields.ts';
import { usePolicyText } from './use-policy-text.ts';

const MODELS: readonly AttributionModel[] = ['last_click', 'first_click', 'linear', 'time_decay', 'position'];

interface PolicySectionsProps {
  readonly values: FormValues;
  readonly defaults: FormValues;
  readonly problems: Readonly<Record<string, PolicyProblem>>;
  readonly readOnly: boolean;
}

/** Every threshold with its unit and, where it differs, its default. */
export function PolicySections(props: PolicySectionsProps) {
  const text = usePolicyText();
  return POLICY_SECTIONS.map((section) => (
    <Card key={section.key} title={text.section(section.key)} subtitle={text.about(section.key)}>
      <div className={cx('grid gap-3 sm:grid-cols-2', section.fields.length === 4 ? 'lg:grid-cols-4' : 'lg:grid-cols-3')}>
        {section.fields.map((field) => <Threshold key={field.path} field={field} {...props} />)}
      </div>
    </Card>
  ));
}

function Threshold({ field, values, defaults, problems, readOnly }: PolicySectionsProps & { readonly field: PolicyField }) {
  const t = useText('settings');
  const td = useText('domain');
  const text = usePolicyText();
  const { path } = field;
  const value = values[path] ?? '';
  const usual = defaults[path] ?? '';
  const problem = problems[path];
  const label = text.field(path);
  if (field.kind === 'flag') {
    return <div className="self-end"><Checkbox label={label} name={path} value="on" defaultChecked={value === 'on'} disabled={readOnly} /></div>;
  }
  if (field.kind === 'model') {
    return <SelectField label={label} name={path} defaultValue={value} disabled={readOnly} options={MODELS.map((model) => ({ value: model, label: td(`attributionModel.${model}`) }))} />;
  }
  const unit = text.unit(field.unit);
  return (
    <TextField
      label={label} name={path} defaultValue={value} readOnly={readOnly} inputMode="decimal" autoComplete="off" suffix={unit}
      hint={value === usual ? undefined : t('policy.default', { value: usual === '' ? t('policy.empty') : usual })} error={problem ? text.problem(problem) : null}
    />
  );
}
