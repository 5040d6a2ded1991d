import type { NumberSpan } from './number-span.ts';
import { parseSpan, spanText } from './number-span.ts';
import { isDaySpan } from './relative-period.ts';

/**
 * One question to one column of a list: it has one of some values, or none of them; its number lies in a span; its day does; its text
 * holds a part; it has nothing, or something. `Days` is how days are told: as they are typed, or as they fall.
 */
export type RowCondition<Days = string> =
  | { readonly column: string; readonly operator: 'is' | 'not'; readonly values: readonly string[] }
  | { readonly column: string; readonly operator: 'in'; readonly range: NumberSpan }
  | { readonly column: string; readonly operator: 'on'; readonly days: Days }
  | { readonly column: string; readonly operator: 'has'; readonly text: string }
  | { readonly column: string; readonly operator: 'empty' | 'filled' };

/** A condition in words parted by blanks: `tier is mid top`, `roi in ..1`, `placed on last30`, `name has lily`, `light empty`. Blanks within a value are written as in an address. */
export function conditionText(condition: RowCondition): string {
  return `${condition.column} ${condition.operator} ${operandText(condition)}`.trimEnd();
}

function operandText(condition: RowCondition): string {
  switch (condition.operator) {
    case 'is':
    case 'not':
      return condition.values.map((value) => value.replace(/[%\s]/g, encodeURIComponent)).join(' ');
    case 'in':
      return spanText(condition.range);
    case 'on':
      return condition.days;
    case 'has':
      return condition.text;
    case 'empty':
    case 'filled':
      return '';
  }
}

/** Reads what `conditionText` writes, whatever the column; null for what is no condition. */
export function parseCondition(text: string): RowCondition | null {
  const [column = '', operator, ...words] = text.replaceAll('\0', '').trim().split(/\s/);
  const operand = words.join(' ').trim();
  switch (operator) {
    case 'is':
    case 'not': {
      const values = [...new Set(words.map(valueOf).filter(Boolean))].sort();
      return values.length > 0 ? { column, operator, values } : null;
    }
    case 'in': {
      const range = parseSpan(operand);
      return range && { column, operator, range };
    }
    case 'on':
      return isDaySpan(operand) ? { column, operator, days: operand } : null;
    case 'has':
      return operand ? { column, operator, text: operand } : null;
    case 'empty':
    case 'filled':
      return operand ? null : { column, operator };
    default:
      return null;
  }
}

/** A value as it was before its blanks were written as signs; what somebody typed with a sign of its own stands as it is. */
function valueOf(word: string): string {
  try {
    return decodeURIComponent(word).replaceAll('\0', '').trim();
  } catch {
    return word;
  }
}
