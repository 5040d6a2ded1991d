import { passes } from './line.ts';
import type { Figure } from './line.ts';

const HEADINGS = ['figure', 'value', 'reference', 'ratio', 'demanded', '', 'note'];

/** The table as text: one row a figure, numbers to the right. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEADINGS, ...figures.map(rowOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column >= 1 && column <= 4 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd();
  return [line(HEADINGS), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.slice(1).map(line)].join('\n');
}

function rowOf(figure: Figure): string[] {
  const { reference, ratio, demanded, note = '' } = figure;
  const verdict = passes(figure);
  return [
    figure.figure,
    `${numberText(figure.value)} ${figure.unit}`.trim(),
    reference ? `${numberText(reference.value)} ${reference.name}` : '',
    ratio === null ? '' : ratio.toFixed(2),
    demanded ? `${demanded.of === 'ratio' ? 'ratio ' : ''}${demanded.bound === 'at least' ? '>=' : '<='} ${demanded.limit}` : '',
    verdict === null ? '' : verdict ? 'pass' : 'SHORT',
    note,
  ];
}

function numberText(value: number): string {
  const digits = value === 0 || Number.isInteger(value) || Math.abs(value) >= 1_000 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
