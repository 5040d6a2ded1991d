/** Rows times columns: a cell at the far corner makes a reader fill everything up to it. */
const MOST_CELLS = 10_000_000;
/** Longer than what is looked for, so that nothing is missed where two pieces meet. */
const OVERLAP = 32;
const CELL = /\sr="([A-Z]{1,3})?(\d{1,10})"/g;

/** Looks through the XML of a workbook, piece by piece, for what makes a small file large in memory. */
export class WorkbookScan {
  #tail = '';
  #lastRow = 0;
  #lastColumn = 0;

  /** What is wrong, in words, or null. */
  problemIn(piece: Buffer): string | null {
    const text = this.#tail + piece.toString('latin1');
    this.#tail = text.slice(-OVERLAP);
    // In UTF-16 every second byte of the mark is NUL.
    if (/<\0?!\0?(?:E\0?N\0?T\0?I\0?T\0?Y|D\0?O\0?C\0?T\0?Y\0?P\0?E)/.test(text)) return 'it declares entities, as no spreadsheet program does';
    for (const [, letters, digits] of text.matchAll(CELL)) {
      this.#lastRow = Math.max(this.#lastRow, Number(digits));
      if (letters !== undefined) this.#lastColumn = Math.max(this.#lastColumn, columnNumber(letters));
    }
    const cells = this.#lastRow * Math.max(1, this.#lastColumn);
    return cells > MOST_CELLS ? `a sheet of it reaches to row ${this.#lastRow}, column ${this.#lastColumn}` : null;
  }
}

/** A is 1, Z 26, AA 27. */
function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - 64);
  return column;
}
