import { useEffect, useRef } from 'react';
import { RELATIVE_PERIODS } from '#app/domain/relative-period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { cx } from '#app/ui/class-names.ts';
import { controlClass } from '#app/ui/field.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { ChoiceValues } from './choice-values.tsx';
import type { Facet } from './facet-menu.tsx';
import type { ColumnQuestions } from './filter-columns.ts';
import { operatorsOf } from './filter-columns.ts';
import type { DraftCondition } from './filter-draft.ts';
import { withColumn } from './filter-draft.ts';

interface ConditionFieldsProps {
  readonly condition: DraftCondition;
  readonly columns: ColumnQuestions;
  readonly names: readonly { readonly name: string; readonly label: string }[];
  readonly facets: readonly Facet[];
  /** It has just been added, and is what is worked on. */
  readonly isNew: boolean;
  /** The word before it, within a group. */
  readonly lead: string | null;
  readonly onChange: (condition: DraftCondition) => void;
  readonly onRemove: () => void;
}

/** One condition: which column, what is asked of it, and by what. None of the fields has a name: the address is written by the panel. */
export function ConditionFields({ condition, columns, names, facets, isNew, lead, onChange, onRemove }: ConditionFieldsProps) {
  const t = useText('filters');
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isNew) line.current?.querySelector('select')?.focus();
  }, [isNew]);
  const column = columns[condition.column];
  const operators = column ? operatorsOf(column) : [condition.operator];
  const known = names.some(({ name }) => name === condition.column) ? names : [{ name: condition.column, label: condition.column }, ...names];
  return (
    <>
      {lead ? <span className="text-muted text-[0.857rem]">{lead}</span> : null}
      <div ref={line} className="grid grid-cols-[1fr_1fr_auto] sm:grid-cols-[minmax(0,10rem)_minmax(0,8.5rem)_minmax(0,1fr)_auto] gap-1.5 items-start">
        <SelectField
          label={t('column')} hideLabel value={condition.column} options={known.map(({ name, label }) => ({ value: name, label }))}
          onChange={(event) => onChange(withColumn(condition, event.currentTarget.value, columns))}
        />
        <SelectField
          label={t('operator')} hideLabel value={condition.operator} options={operators.map((operator) => ({ value: operator, label: t(`operatorName.${operator}`) }))}
          onChange={(event) => onChange({ ...condition, operator: operators.find((operator) => operator === event.currentTarget.value) ?? condition.operator })}
        />
        <div className="col-span-3 order-last sm:col-span-1 sm:order-none min-w-0"><Operand condition={condition} facet={facets.find(({ name }) => name === condition.column)} onChange={onChange} /></div>
        <Button variant="ghost" icon="close" aria-label={t('remove')} onClick={onRemove} />
      </div>
    </>
  );
}

interface OperandProps {
  readonly condition: DraftCondition;
  readonly facet: Facet | undefined;
  readonly onChange: (condition: DraftCondition) => void;
}

function Operand({ condition, facet, onChange }: OperandProps) {
  const t = useText('filters');
  const tc = useText('common');
  switch (condition.operator) {
    case 'is':
    case 'not':
      return <ChoiceValues options={facet?.options ?? []} values={condition.values} onChange={(values) => onChange({ ...condition, values })} />;
    case 'in':
      return <Ends condition={condition} type="number" labels={[tc('table.atLeast'), tc('table.atMost')]} onChange={onChange} />;
    case 'on':
      return (
        <div className="flex flex-col gap-1.5">
          <SelectField
            label={t('days')} hideLabel value={condition.period} placeholder={tc('table.fixedDays')} options={RELATIVE_PERIODS.map((period) => ({ value: period, label: tc(`table.period.${period}`) }))}
            onChange={(event) => onChange({ ...condition, period: event.currentTarget.value })}
          />
          {condition.period === '' ? <Ends condition={condition} type="date" labels={[tc('table.fromDay'), tc('table.throughDay')]} onChange={onChange} /> : null}
        </div>
      );
    case 'has':
      return <input type="text" aria-label={t('text')} value={condition.text} maxLength={200} autoComplete="off" onChange={(event) => onChange({ ...condition, text: event.currentTarget.value })} className={controlClass} />;
    case 'empty':
    case 'filled':
      return null;
  }
}

interface EndsProps extends Omit<OperandProps, 'facet'> {
  readonly type: 'number' | 'date';
  readonly labels: readonly [from: string, to: string];
}

function Ends({ condition, type, labels: [from, to], onChange }: EndsProps) {
  const common = { type, step: type === 'number' ? 'any' : undefined, className: cx(controlClass, 'min-w-0') };
  return (
    <div className="grid grid-cols-2 gap-1.5">
      <input {...common} aria-label={from} placeholder={from} value={condition.from} onChange={(event) => onChange({ ...condition, from: event.currentTarget.value })} />
      <input {...common} aria-label={to} placeholder={to} value={condition.to} onChange={(event) => onChange({ ...condition, to: event.currentTarget.value })} />
    </div>
  );
}
