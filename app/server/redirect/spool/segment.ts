import { crc32 } from 'node:zlib';
import { clickLine, clickOfLine } from '#db/queries/click-line.server.ts';
import type { ClickRow } from '#db/queries/click-line.server.ts';

/** A segment that takes records still; its name says when and by which process it was begun. */
export const OPEN_SUFFIX = '.clicks';
/** A segment that takes no more: a process may have died between storing it and removing it, so it is stored again, which changes nothing. */
export const TAKEN_SUFFIX = '.draining';
/** Clicks that the database refuses, kept for people to look at. */
export const REFUSED_FILE = 'refused.txt';

export function segmentName(begunAt: Date, pid: number, number: number): string {
  return `${begunAt.toISOString().replaceAll(/[-:.]/g, '')}-${pid}-${number}${OPEN_SUFFIX}`;
}

/**
 * A click as a record: checksum, length in bytes, and the click's line. Lines hold no line feed inside, so reading finds its feet
 * again behind a record that a power cut or a full disk left torn.
 */
export function recordOf(click: ClickRow): string {
  const line = clickLine(click);
  return `${checksum(line)} ${Buffer.byteLength(line)} ${line}`;
}

/** The clicks of a segment, and how many records were torn or altered. */
export function readSegment(text: string): { readonly clicks: ClickRow[]; readonly torn: number } {
  const clicks: ClickRow[] = [];
  let torn = 0;
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const click = feed < 0 ? null : clickOfRecord(text.slice(start, feed + 1));
    if (click) clicks.push(click);
    else torn += 1;
    start = feed < 0 ? text.length : feed + 1;
  }
  return { clicks, torn };
}

const RECORD = /^([0-9a-f]{8}) (\d{1,6}) /;

function clickOfRecord(record: string): ClickRow | null {
  const [head = '', sum, bytes] = RECORD.exec(record) ?? [];
  const line = record.slice(head.length);
  if (head === '' || Buffer.byteLength(line) !== Number(bytes) || checksum(line) !== sum) return null;
  return clickOfLine(line.slice(0, -1));
}

const checksum = (line: string): string => crc32(line).toString(16).padStart(8, '0');
