import type { Locale } from './locale.ts';

type Texts = Readonly<Record<string, unknown>>;
const files = import.meta.glob<Record<string, Texts>>(['./en/*.ts', './zh/*.ts', '!./*/resources.ts']);

/** The file of an area in a language: whatIf in Chinese is ./zh/what-if.ts. */
function fileOf(locale: Locale, area: string): string {
  return `./${locale === 'zh-CN' ? 'zh' : 'en'}/${area.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
}

/** Every area that has a file. */
export function areaNames(): string[] {
  return Object.keys(files).filter((file) => file.startsWith('./en/')).map((file) => file.slice(5, -3).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
}

/** The texts of an area, fetched by the browser as a file of its own. Errors: an area without a file, or a file without its texts. */
export async function loadArea(locale: Locale, area: string): Promise<Texts> {
  const file = fileOf(locale, area);
  const texts = (await files[file]?.())?.[area];
  if (texts === undefined) throw new Error(`${file} does not export the texts of ${area}`);
  return texts;
}
