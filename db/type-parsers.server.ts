import { types } from 'pg';
import type { CustomTypesConfig } from 'pg';

const { builtins } = types;
const int8Array = 1016;
const dateArray = 1182;

/**
 * How values of a pool come to JavaScript; everything else is as `pg` does it (numeric: string, timestamptz: Date).
 * Calendar days stay strings `YYYY-MM-DD`, because pg would make them an instant in this machine's zone, which is the day before in UTC
 * for anyone east of Greenwich. int8 becomes a number, and one that a number cannot hold exactly is an error, never a rounded amount.
 */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return types.getTypeParser(oid, 'binary');
    switch (oid) {
      case builtins.INT8:
        return safeInteger;
      case builtins.DATE:
      case builtins.TIMESTAMP: // without a zone it is no instant
        return (text: string) => text;
      case int8Array:
        return (text: string) => textElements(text).map((element) => (element === null ? null : safeInteger(element)));
      case dateArray:
        return textElements;
      default:
        return types.getTypeParser(oid, 'text');
    }
  },
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} does not fit a safe integer; select it as text`);
  return value;
}

/** Dates and integers need no quoting inside an array literal, so `{a,b,NULL}` is split at its commas. */
function textElements(text: string): (string | null)[] {
  const inner = text.slice(1, -1);
  return inner === '' ? [] : inner.split(',').map((element) => (element === 'NULL' ? null : element));
}
