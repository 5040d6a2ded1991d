// Plain JavaScript, as what loads it (pseudo-portal.mjs): how Node reads the files of the build of a portal under test.

const MAKES_TEXTS = /function createI18n\((\w+), (\w+)\) \{/;

/** Has the function that makes the texts of a language ask for them first. Were it not found, every word would show as written into the code. */
export async function load(/** @type {string} */ url, /** @type {any} */ context, /** @type {(url: string, context: any) => Promise<any>} */ nextLoad) {
  const read = await nextLoad(url, context);
  if (!url.includes('/build/server/') || !read.source) return read;
  return { ...read, source: String(read.source).replace(MAKES_TEXTS, '$& $2 = globalThis.exchangedTexts($1, $2);') };
}
