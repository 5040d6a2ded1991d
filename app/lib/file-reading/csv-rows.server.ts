import { CsvSplitter } from '#app/domain/ingestion/csv.ts';
import type { Delimiter, FileEncoding } from '#app/domain/ingestion/sniff.ts';
import { sniffDelimiter, sniffEncoding } from '#app/domain/ingestion/sniff.ts';
import type { FileSource } from './file-source.server.ts';
import { headOf, piecesOf } from './file-source.server.ts';
import type { FileRow } from './tabular-file.server.ts';
import { UnreadableFileError } from './unreadable-file.ts';
import { areUtf8, Utf8Text } from './utf8-text.ts';

const SAMPLE_BYTES = 65_536;

/** How the text of a file is written. */
export interface CsvForm {
  readonly encoding: FileEncoding;
  readonly delimiter: Delimiter;
}

/** Finds out how a text file is written; it may have to be read through. */
export async function csvFormOf(source: FileSource): Promise<CsvForm> {
  const sample = await headOf(source, SAMPLE_BYTES);
  const encoding = await encodingOf(source, sample);
  return { encoding, delimiter: sniffDelimiter(new TextDecoder(encoding).decode(sample, { stream: true })) };
}

/** The rows of a text file, piece by piece: memory is bounded by one piece, whatever the file's size. `onBytes` is told how far it is. @throws UnreadableFileError */
export async function* csvRows(source: FileSource, form: () => Promise<CsvForm>, onBytes?: (bytes: number) => void): AsyncGenerator<readonly FileRow[]> {
  const { encoding, delimiter } = await form();
  const splitter = new CsvSplitter({ delimiter });
  const text = encoding === 'utf-8' ? new Utf8Text() : new StreamedText(encoding);
  let bytes = 0;
  for await (const piece of piecesOf(source)) {
    bytes += piece.length;
    onBytes?.(bytes);
    const rows = splitter.push(text.push(piece));
    refuseProblem(splitter);
    if (rows.length > 0) yield rows;
  }
  const rows = [...splitter.push(text.end()), ...splitter.end()];
  refuseProblem(splitter);
  if (rows.length > 0) yield rows;
}

function refuseProblem({ problem }: CsvSplitter): void {
  if (problem !== null) throw new UnreadableFileError(problem.code, problem.message);
}

/** The first bytes may be plain ASCII and GB18030 begin later, so what looks like UTF-8 is read through once. */
async function encodingOf(source: FileSource, sample: Uint8Array): Promise<FileEncoding> {
  const guess = sniffEncoding(sample);
  return guess === 'utf-8' && !(await areUtf8(piecesOf(source))) ? 'gb18030' : guess;
}

class StreamedText {
  readonly #decoder: TextDecoder;

  constructor(encoding: FileEncoding) {
    this.#decoder = new TextDecoder(encoding);
  }

  push(piece: Uint8Array): string {
    return this.#decoder.decode(piece, { stream: true });
  }

  end(): string {
    return this.#decoder.decode();
  }
}
