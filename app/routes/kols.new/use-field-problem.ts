import { useText } from '#app/i18n/use-text.ts';
import type { FieldProblem } from './problems.ts';

/** The sentence for what is wrong with a field. */
export function useFieldProblem(): (problem: FieldProblem) => string {
  const t = useText('roster');
  const te = useText('errors');
  return (problem) => {
    switch (problem) {
      case 'twice':
        return t('form.twice');
      case 'tooLong':
        return te('field.tooLong', { max: 200 });
      case 'currency':
        return te('field.currency');
      case 'percent':
        return te('field.percent');
      case 'required':
      case 'choice':
      case 'amount':
      case 'date':
      case 'email':
      case 'url':
      case 'integer':
        return te(`field.${problem}`);
    }
  };
}
