import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const assets = path.resolve('build/client/assets');
const sizes = new Map<string, number>();

/** Bytes of an asset as a browser receives it. */
function gzipped(file: string): number {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const size = zlib.gzipSync(fs.readFileSync(path.join(assets, file))).length;
  sizes.set(file, size);
  return size;
}

/**
 * The JavaScript that a page needs before it can be used, gzipped, by its document: what that names, and the texts that it was rendered
 * with. What comes later (other pages' texts, dialogs loaded when they are opened) does not count.
 */
export function firstLoadBytes(html: string): number {
  const named = [...html.matchAll(/<link\b[^>]*>/g)].filter(([link]) => link.includes('modulepreload')).map(([link]) => /href="([^"]+)"/.exec(link)?.[1] ?? '');
  const areas = /kolTextAreas=\[([^\]]*)\]/.exec(html)?.[1]?.match(/[\w]+/g);
  if (named.length === 0 || !areas) throw new Error(`the document names no scripts: ${html.slice(0, 200)}`);
  const all = fs.readdirSync(assets);
  const textFiles = [...new Set([...areas, 'common', 'errors', 'shell'])].map((area) => {
    const ofArea = new RegExp(`^${area.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-[\\w-]{8}\\.js$`);
    const [heavier] = all.filter((file) => ofArea.test(file)).toSorted((a, b) => gzipped(b) - gzipped(a)); // there is one in each language
    if (heavier === undefined) throw new Error(`no file holds the texts of ${area}`);
    return heavier;
  });
  const files = new Set([...named.map((address) => path.basename(address)), ...textFiles]);
  return [...files].reduce((sum, file) => sum + gzipped(file), 0);
}
