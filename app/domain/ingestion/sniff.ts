import { CsvSplitter } from './csv.ts';

/** Encodings in which files of orders, reports and rosters arrive; each is a label that TextDecoder understands. */
export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Separators a file may use, the most usual first: it wins where two fit equally well. */
export const DELIMITERS = [',', '\t', ';'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const SAMPLE_ROWS = 20;
const SAMPLE_BYTES = 65_536;

/**
 * The separator of a file by its first lines: the one that gives most rows the same number of cells as the heading has.
 * @param sampleText the beginning of the file, cut anywhere
 */
export function sniffDelimiter(sampleText: string): Delimiter {
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const score = delimiterScore(sampleText, delimiter);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Share of even rows first (in thousandths, so that it outweighs), then the number of columns; 0 for a single column. */
function delimiterScore(sampleText: string, delimiter: Delimiter): number {
  const splitter = new CsvSplitter({ delimiter });
  // The last row of a sample may be cut short, so only rows that ended within it are judged - unless there is but one.
  const ended = splitter.push(sampleText);
  const rows = (ended.length > 0 ? ended : splitter.end()).slice(0, SAMPLE_ROWS);
  const width = rows[0]?.cells.length ?? 0;
  if (width < 2) return 0;
  const even = rows.filter((row) => row.cells.length === width).length;
  return Math.round((even / rows.length) * 1000) * 10_000 + width;
}

/**
 * The encoding of a file by its first bytes: a byte order mark where there is one, else UTF-16 by its zero bytes, else
 * UTF-8 when every byte fits it (ASCII included), else GB18030, in which Chinese spreadsheets are saved.
 */
export function sniffEncoding(bytes: Uint8Array): FileEncoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  return utf16WithoutMark(sample) ?? (isUtf8(sample) ? 'utf-8' : 'gb18030');
}

/** Digits, commas and line breaks have a zero byte in UTF-16: before the other byte or after it. A stray NUL is not enough. */
function utf16WithoutMark(bytes: Uint8Array): FileEncoding | null {
  let even = 0;
  let odd = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if (bytes[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const enough = bytes.length / 20;
  if (odd > enough && odd > even * 4) return 'utf-16le';
  if (even > enough && even > odd * 4) return 'utf-16be';
  return null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // With `stream` a character cut by the end of the sample is no error.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
