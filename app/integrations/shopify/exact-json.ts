/**
 * Parses JSON with every number as its own text: Shopify writes money as strings here and as numbers there, and ids
 * that a double cannot hold. A number that never becomes binary keeps its cents and its last digit.
 * @throws SyntaxError for what is no JSON
 */
export function parseExactJson(text: string): unknown {
  // Checked first, so that quoting the numbers cannot turn something else into JSON.
  JSON.parse(text);
  return JSON.parse(text.replace(TOKEN, (token) => (token.startsWith('"') ? token : `"${token}"`)));
}

/** A string, left alone, or a number outside of one. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
