/**
 * Array literals for `unnest($1::text[], ...)`: one statement writes thousands of rows with a dozen parameters. Built here by hand
 * because they are built for every order of an import, and the driver's own way costs several times as much.
 */
export function arrayLiteral(values: readonly (string | number | boolean | null)[]): string {
  let text = '{';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) text += ',';
    const value = values[index];
    text += value === null || value === undefined ? 'NULL' : typeof value === 'string' ? element(value) : String(value);
  }
  return `${text}}`;
}

/** Nothing in these can be taken for syntax. NULL as a text is quoted, so that it is not taken for none. */
const PLAIN = /^[\w.:+-]+$/;

function element(value: string): string {
  if (PLAIN.test(value) && value.toUpperCase() !== 'NULL') return value;
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
