/** What an order says about the click that brought its buyer. */
export interface ShopifyAttribution {
  readonly clickId: string | null;
  readonly utmContent: string | null;
}

/**
 * Finds the click id and the tracking code in an order's Note Attributes (`key: value`, a line each) and, failing that, in
 * its Tags. Keys are compared without case. A value may be a landing page that carries both in its query.
 * @param noteAttributes the cell of the export, or the attributes of a webhook written the same way
 */
export function readShopifyAttribution(noteAttributes: string, tags: string): ShopifyAttribution {
  const places = [noteAttributes.slice(0, LONGEST).split(/\r\n?|\n/), tags.slice(0, LONGEST).split(/[,，;\n]/)];
  const find = (key: RegExp) => {
    for (const lines of places) {
      for (const line of lines) {
        const value = key.exec(line.trim())?.[1];
        if (value !== undefined) return decoded(value);
      }
    }
    return null;
  };
  return { clickId: find(CLICK_ID), utmContent: find(UTM_CONTENT) };
}

const LONGEST = 20_000;
const CLICK_ID = /(?:^_?|[?&])kclid\s*[:=]\s*([^\s&#;,]{1,128})/i;
const UTM_CONTENT = /(?:^_?|[?&])utm_content\s*[:=]\s*([^\s&#;,]{1,200})/i;

/** A value out of a query is percent-encoded; one that is not well-formed stays as it is. Without NUL and broken halves, which no database takes. */
function decoded(value: string): string | null {
  const text = /%[0-9a-f]{2}/i.test(value) ? decodedUri(value) : value;
  return /[\p{Cc}\p{Surrogate}]/u.test(text) ? null : text;
}

function decodedUri(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
