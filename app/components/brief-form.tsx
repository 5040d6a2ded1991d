import { MAINLAND_AD_MARK } from '#app/domain/ad-mark.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { TextareaField, TextField } from '#app/ui/text-field.tsx';

/** What is wrong with a field of a brief. */
export type BriefFieldProblem = 'required' | 'phrase' | 'point' | 'length' | 'order' | 'day' | 'publishBefore' | 'long' | 'many';

interface BriefFieldsProps {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Readonly<Partial<Record<string, BriefFieldProblem>>>;
  /** A template has no days. */
  readonly withDays: boolean;
}

/** The fields of a brief, for a brief and for a template of one. */
export function BriefFields({ values, problems, withDays }: BriefFieldsProps) {
  const t = useText('scripts');
  const field = (name: string) => {
    const problem = problems[name];
    return { name, defaultValue: values[name] ?? '', error: problem ? t(`error.${problem}`) : null };
  };
  return (
    <div className="grid gap-4 lg:grid-cols-2 items-start">
      <Card>
        <div className="flex flex-col gap-4">
          <TextareaField label={t('field.goal')} required rows={2} maxLength={4000} {...field('goal')} />
          <TextareaField label={t('field.audience')} rows={2} maxLength={4000} {...field('audience')} />
          <TextareaField label={t('field.sellingPoints')} hint={t('hint.lines')} rows={4} {...field('sellingPoints')} />
          <TextField label={t('field.format')} hint={t('hint.format')} maxLength={200} autoComplete="off" {...field('format')} />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField label={t('field.minimumLength')} inputMode="numeric" autoComplete="off" {...field('minimumLength')} />
            <TextField label={t('field.maximumLength')} inputMode="numeric" autoComplete="off" {...field('maximumLength')} />
          </div>
        </div>
      </Card>
      <Card>
        <div className="flex flex-col gap-4">
          <TextareaField label={t('field.mustSay')} hint={t('hint.mustSay')} rows={4} {...field('mustSay')} />
          <TextareaField label={t('field.mustNotSay')} hint={t('hint.mustNotSay')} rows={4} {...field('mustNotSay')} />
          {withDays ? (
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField label={t('field.scriptDueOn')} type="date" {...field('scriptDueOn')} />
              <TextField label={t('field.publishOn')} type="date" {...field('publishOn')} />
            </div>
          ) : null}
          <div>
            <Checkbox label={t('field.isReview')} hint={t('hint.isReview', { mark: MAINLAND_AD_MARK })} name="isReview" defaultChecked={values.isReview === 'on'} />
            <Checkbox label={t('field.needsLegal')} name="needsLegal" defaultChecked={values.needsLegal === 'on'} />
          </div>
        </div>
      </Card>
    </div>
  );
}
