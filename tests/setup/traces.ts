import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Pool } from 'pg';

/** Looks for texts wherever a portal may have left them, in any of the forms in which they may hide. */
export interface Trace {
  /** `table.column` or a file. */
  readonly place: string;
  readonly text: string;
  /** In which form it was found: plain, hex, base64... */
  readonly form: string;
}

interface Needle {
  readonly text: string;
  readonly form: string;
  readonly written: string;
}

/** A text in every form that is looked for; words of three letters and more only, as shorter ones are found by chance. */
function formsOf(text: string): Needle[] {
  const spellings = [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
  const needles = spellings.flatMap((spelling) => {
    const bytes = Buffer.from(spelling, 'utf8');
    return [
      ...[0, 1, 2].map((shift) => ({ form: 'base64', written: base64Middle(bytes, shift) })),
      ...[0, 1, 2].map((shift) => ({ form: 'base64url', written: base64Middle(bytes, shift).replaceAll('+', '-').replaceAll('/', '_') })),
      { form: 'hex', written: bytes.toString('hex') },
      { form: 'utf-16', written: Buffer.from(spelling, 'utf16le').toString('hex') },
      { form: 'url', written: encodeURIComponent(spelling).toLowerCase() },
      { form: 'json', written: [...spelling].map((letter) => (letter > '~' ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter)).join('').toLowerCase() },
      // A hash without a key can be found again by trying.
      ...['md5', 'sha1', 'sha256'].flatMap((kind) => [{ form: kind, written: createHash(kind).update(bytes).digest('hex') }, { form: kind, written: createHash(kind).update(bytes).digest('base64') }]),
    ];
  });
  const plain = { text, form: 'plain', written: text.toLowerCase() };
  return [plain, ...needles.filter(({ written }) => written.length >= 8 && written !== plain.written).map((needle) => ({ text, ...needle }))];
}

/** What of the base64 of a longer text does not depend on what stands around this one, at one of the three places where it may begin. */
function base64Middle(bytes: Buffer, shift: number): string {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replaceAll('=', '');
  return whole.slice(shift === 0 ? 0 : shift + 1, Math.floor(((bytes.length + shift) * 8) / 6));
}

export class TraceSearch {
  readonly #needles: readonly Needle[];

  constructor(texts: readonly string[]) {
    this.#needles = texts.flatMap(formsOf);
  }

  /** What of the texts a text holds, one trace for each text and form. */
  inText(place: string, haystack: string): Trace[] {
    const lower = haystack.toLowerCase();
    const found = this.#needles.filter(({ form, written }) => (form.startsWith('base64') ? haystack : lower).includes(form.startsWith('base64') ? written : written.toLowerCase()));
    return [...new Map(found.map(({ text, form }) => [`${text} ${form}`, { place, text, form }])).values()];
  }

  inBytes(place: string, bytes: Buffer): Trace[] {
    return [...this.inText(place, bytes.toString('latin1')), ...this.inText(place, bytes.toString('utf8')), ...this.inText(place, bytes.toString('hex'))];
  }

  /** Every file below a folder, by its name and by what it holds. */
  inFolder(folder: string): { readonly traces: Trace[]; readonly files: number } {
    const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    return { files: files.length, traces: files.flatMap((file) => [...this.inText(file, file), ...this.inBytes(file, fs.readFileSync(file))]) };
  }

  /** Every column of every table that the catalogue knows. */
  async inDatabase(pool: Pool): Promise<{ readonly traces: Trace[]; readonly rows: number; readonly columns: number }> {
    const { rows: columns } = await pool.query<{ table: string; column: string; type: string }>(`
      select c.table_name as "table", c.column_name as "column", c.data_type as type
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' order by 1, c.ordinal_position`);
    const traces: Trace[] = [];
    let rows = 0;
    for (const { table, column, type } of columns) {
      const written = type === 'bytea' ? `encode("${column}", 'hex')` : `"${column}"::text`;
      const found = await pool.query<{ value: string }>(`select ${written} as value from "${table}" where "${column}" is not null`);
      rows += found.rows.length;
      for (const { value } of found.rows) {
        const place = `${table}.${column}`;
        traces.push(...(type === 'bytea' ? this.inBytes(place, Buffer.from(value, 'hex')) : this.inText(place, value)));
        for (const [, hex = ''] of value.matchAll(/\\x([0-9a-f]{6,})/g)) traces.push(...this.inBytes(place, Buffer.from(hex, 'hex')));
      }
    }
    return { traces: [...new Map(traces.map((trace) => [JSON.stringify(trace), trace])).values()], rows, columns: columns.length };
  }
}
