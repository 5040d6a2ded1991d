/**
 * Parses JSON without rounding a number: Shopify writes money as strings here and as numbers there, and ids that a double cannot hold.
 * Where a number is longer than a double is exact (15 digits), every number becomes its own text.
 * @throws SyntaxError for what is no JSON
 */
export function parseExactJson(text: string): unknown {
  // Checked first, so that quoting the numbers cannot turn something else into JSON.
  const parsed: unknown = JSON.parse(text);
  if (!MAY_ROUND.test(text)) return parsed;
  return JSON.parse(text.replace(TOKEN, (token) => (token.startsWith('"') ? token : `"${token}"`)));
}

/** Sixteen digits in a row, with or without a point: more than a double is sure to hold. Digits inside a string only cost the slower way. */
const MAY_ROUND = /[\d.]{16}/;

/** A string, left alone, or a number outside of one. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
