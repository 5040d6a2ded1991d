/**
 * Which areas of texts a page uses. The server notes them while it renders a document, so that the browser loads the texts of that page
 * before it takes over, and not those of the whole portal.
 */
let noted: Set<string> | null = null;
const waiting = new Set<string>();
let answer: ((area: string) => void) | null = null;

/** Renders, and tells which areas were used. Rendering is one synchronous run, so no two of them are ever under way in a process. */
export function notingAreas<Result>(render: () => Result): { readonly result: Result; readonly areas: readonly string[] } {
  const areas = (noted = new Set());
  try {
    return { result: render(), areas: [...areas] };
  } finally {
    noted = null;
  }
}

/** A component uses texts of this area. */
export function noteArea(area: string): void {
  noted?.add(area);
}

/** In the browser: a component wants an area that has not arrived. Whoever loads areas answers by rendering again. */
export function askForArea(area: string): void {
  if (answer) answer(area);
  else waiting.add(area);
}

export function answerAreas(loader: (area: string) => void): void {
  answer = loader;
  for (const area of waiting) loader(area);
  waiting.clear();
}
