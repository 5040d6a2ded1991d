/** One row of a file: its cells and the line on which it starts (1 = the file's first line). */
export interface CsvRow {
  readonly line: number;
  readonly cells: string[];
}

/** Why a file cannot be read on; `line` is where the trouble starts. */
export interface CsvProblem {
  readonly line: number;
  readonly code: 'cell_too_long' | 'row_too_long' | 'unterminated_quote';
  readonly message: string;
}

export interface CsvDialect {
  readonly delimiter: string;
  readonly maxCellLength: number;
  readonly maxRowLength: number;
}

export const CSV_DIALECT: CsvDialect = { delimiter: ',', maxCellLength: 100_000, maxRowLength: 1_000_000 };

/** What the next character belongs to. `CLOSED` follows a quote within quotes: the end of the cell, or half of a doubled quote. */
const PLAIN = 0;
const QUOTED = 1;
const CLOSED = 2;

const CR = 13;
const LF = 10;
const QUOTE = 34;

/**
 * Splits decoded text into rows, fed in pieces of any size; where the pieces break does not change the rows.
 * RFC 4180 with the freedoms that real files take: CRLF, LF and CR (mixed too), a byte order mark, quoted cells with line
 * breaks and doubled quotes, rows of any width. A quote inside an unquoted cell is an ordinary character, and so is
 * what follows a closing quote. Blank lines give no row. Memory is bounded by one row and one piece.
 *
 * A line without quotes is cut out of the piece and split at once, which is what makes it fast.
 */
export class CsvSplitter {
  /** Set once the file cannot be read on; further pieces are ignored. */
  problem: CsvProblem | null = null;

  readonly #dialect: CsvDialect;
  readonly #delimiterCode: number;
  #rows: CsvRow[] = [];
  #cells: string[] = [];
  #cell = '';
  #mode: typeof PLAIN | typeof QUOTED | typeof CLOSED = PLAIN;
  #rowLength = 0;
  #line = 1;
  #rowLine = 1;
  #quoteLine = 1;
  /** The last character was a CR: an LF that follows belongs to it. */
  #afterCr = false;
  #atStart = true;
  /** The cell being read had an opening quote, so an empty row of one cell is a row. */
  #cellWasQuoted = false;

  constructor(dialect: Partial<CsvDialect> = {}) {
    this.#dialect = { ...CSV_DIALECT, ...dialect };
    if (!/^[^"\r\n]$/.test(this.#dialect.delimiter)) throw new RangeError(`CsvSplitter: ${JSON.stringify(this.#dialect.delimiter)} cannot separate cells`);
    this.#delimiterCode = this.#dialect.delimiter.charCodeAt(0);
  }

  /** Takes the next piece and returns the rows that ended in it. */
  push(piece: string): CsvRow[] {
    if (this.problem !== null || piece.length === 0) return [];
    let at = 0;
    if (this.#atStart) {
      this.#atStart = false;
      if (piece.charCodeAt(0) === 0xfeff) at = 1;
    }
    while (at < piece.length && this.problem === null) {
      at = this.#isBetweenRows() ? this.#plainLines(piece, at) : at;
      if (at < piece.length && this.problem === null) at = this.#restOfRow(piece, at);
    }
    return this.#takeRows();
  }

  /** Ends the file: the last row needs no line break. An open quote is a problem. */
  end(): CsvRow[] {
    if (this.problem !== null) return [];
    if (this.#mode === QUOTED) {
      this.#fail(this.#quoteLine, 'unterminated_quote', `the quote opened on line ${this.#quoteLine} is never closed`);
      return [];
    }
    this.#endRow();
    return this.#takeRows();
  }

  #isBetweenRows(): boolean {
    return this.#mode === PLAIN && this.#cells.length === 0 && this.#cell.length === 0 && !this.#cellWasQuoted;
  }

  #takeRows(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** Whole lines without quotes from `from` on; returns where the first line starts that is not such a line. */
  #plainLines(piece: string, from: number): number {
    const { delimiter, maxCellLength, maxRowLength } = this.#dialect;
    let at = from;
    if (this.#afterCr && piece.charCodeAt(at) === LF) at += 1;
    this.#afterCr = false;
    const quote = indexOrEnd(piece, '"', at);
    let cr = indexOrEnd(piece, '\r', at);
    for (;;) {
      const lf = piece.indexOf('\n', at);
      if (cr < at) cr = indexOrEnd(piece, '\r', at);
      const end = lf === -1 ? cr : Math.min(lf, cr);
      if (end >= piece.length || quote < end) return at;
      if (end - at > maxCellLength || end - at > maxRowLength) return at;
      if (end > at) this.#rows.push({ line: this.#line, cells: piece.slice(at, end).split(delimiter) });
      this.#line += 1;
      at = end + 1;
      if (end === cr) {
        if (at === piece.length) this.#afterCr = true;
        else if (piece.charCodeAt(at) === LF) at += 1;
      }
    }
  }

  /** Reads on, character by character or from quote to quote, until a row ends or the piece does. */
  #restOfRow(piece: string, from: number): number {
    let at = from;
    if (this.#isBetweenRows()) this.#rowLine = this.#line;
    while (at < piece.length && this.problem === null) {
      if (this.#mode === QUOTED) {
        at = this.#quotedPart(piece, at);
        continue;
      }
      const code = piece.charCodeAt(at);
      if (this.#mode === CLOSED) {
        this.#mode = code === QUOTE ? QUOTED : PLAIN;
        if (code === QUOTE) {
          this.#append('"');
          at += 1;
          continue;
        }
      }
      if (code === QUOTE && this.#cell.length === 0 && !this.#cellWasQuoted) {
        this.#mode = QUOTED;
        this.#cellWasQuoted = true;
        this.#quoteLine = this.#line;
        at += 1;
      } else if (code === this.#delimiterCode) {
        this.#endCell();
        at += 1;
      } else if (code === LF || code === CR) {
        this.#endRow();
        this.#line += 1;
        this.#afterCr = code === CR;
        return at + 1;
      } else {
        const end = this.#plainEnd(piece, at + 1);
        this.#append(piece.slice(at, end));
        at = end;
      }
    }
    return at;
  }

  #plainEnd(piece: string, from: number): number {
    for (let at = from; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (code === this.#delimiterCode || code === LF || code === CR) return at;
    }
    return piece.length;
  }

  #quotedPart(piece: string, from: number): number {
    const quote = indexOrEnd(piece, '"', from);
    const text = piece.slice(from, quote);
    this.#countLines(text);
    this.#append(text);
    if (quote === piece.length) return quote;
    this.#afterCr = false;
    this.#mode = CLOSED;
    return quote + 1;
  }

  #countLines(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === CR || (code === LF && !this.#afterCr)) this.#line += 1;
      this.#afterCr = code === CR;
    }
  }

  #append(text: string): void {
    const { maxCellLength, maxRowLength } = this.#dialect;
    const cellRoom = maxCellLength - this.#cell.length;
    const rowRoom = maxRowLength - this.#rowLength;
    this.#cell += text;
    this.#rowLength += text.length;
    // Where both limits are passed, the one passed first is named, wherever the pieces break.
    if (text.length > cellRoom && cellRoom <= rowRoom) {
      // A cell without end is most often a quote that was never closed: name the line of the quote.
      const line = this.#cellWasQuoted ? this.#quoteLine : this.#line;
      const hint = this.#mode === QUOTED ? '; is its quote never closed?' : '';
      this.#fail(line, 'cell_too_long', `a cell that starts on line ${line} is longer than ${maxCellLength} characters${hint}`);
    } else if (text.length > rowRoom) {
      this.#fail(this.#rowLine, 'row_too_long', `the row that starts on line ${this.#rowLine} is longer than ${maxRowLength} characters`);
    }
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#cellWasQuoted = false;
    this.#rowLength += 1;
    this.#append('');
  }

  #endRow(): void {
    if (!this.#isBetweenRows()) {
      this.#endCell();
      if (this.problem === null) this.#rows.push({ line: this.#rowLine, cells: this.#cells });
    }
    this.#cells = [];
    this.#rowLength = 0;
    this.#mode = PLAIN;
  }

  #fail(line: number, code: CsvProblem['code'], message: string): void {
    this.problem = { line, code, message };
  }
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index === -1 ? text.length : index;
}
