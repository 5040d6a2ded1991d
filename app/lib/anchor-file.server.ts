import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { environment } from './env.server.ts';
import { anchorMac } from './ledger-key.server.ts';
import { equalInConstantTime } from './secret.server.ts';

/** A head of a ledger as it was at an instant, kept outside the database: whoever cuts the ledger's tail or puts an older table back cannot cut this too. */
export interface Anchor {
  readonly workspaceId: string;
  readonly sequence: number;
  /** Hexadecimal. */
  readonly hash: string;
  /** ISO 8601. */
  readonly at: string;
}

const lineSchema = z.strictObject({
  workspaceId: z.string(), sequence: z.int().min(0), hash: z.string(), at: z.string(), previous: z.string(), mac: z.string(),
});
type Line = z.infer<typeof lineSchema>;

/** What a file held: the anchors that are whole, and the numbers of the lines (from 1) that were altered, added without the key, or follow a line that was taken out. */
export interface AnchorFile {
  readonly anchors: readonly Anchor[];
  readonly brokenLines: readonly number[];
}

/** One file for each workspace: a line for each head, each with a code over itself and over the code of the line before. */
export function anchorPath(workspaceId: string): string {
  return path.join(environment().dataDir, 'anchors', `${workspaceId}.log`);
}

export function readAnchors(workspaceId: string): AnchorFile {
  const file = anchorPath(workspaceId);
  if (!fs.existsSync(file)) return { anchors: [], brokenLines: [] };
  return checkAnchors(workspaceId, fs.readFileSync(file, 'utf8'));
}

/** Reads anchors from a text: of the file here, or of one that was kept elsewhere. */
export function checkAnchors(workspaceId: string, text: string): AnchorFile {
  const anchors: Anchor[] = [];
  const brokenLines: number[] = [];
  let previous = '';
  for (const [index, raw] of text.split('\n').filter((line) => line !== '').entries()) {
    const line = parseLine(raw);
    if (line && line.workspaceId === workspaceId && line.previous === previous && equalInConstantTime(macOf(line), line.mac)) {
      anchors.push({ workspaceId, sequence: line.sequence, hash: line.hash, at: line.at });
    } else brokenLines.push(index + 1);
    previous = line?.mac ?? '';
  }
  return { anchors, brokenLines };
}

/** Adds a head to its workspace's file, on disk when this returns. The same head twice is kept once. Callers hold the ledger's lock. */
export function appendAnchor(anchor: Anchor): 'anchored' | 'already-anchored' {
  const file = anchorPath(anchor.workspaceId);
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const last = parseLine(text.trimEnd().split('\n').at(-1) ?? '');
  if (last?.sequence === anchor.sequence && last.hash === anchor.hash) return 'already-anchored';
  const line = { ...anchor, previous: last?.mac ?? '' };
  const descriptor = fs.openSync(file, 'a', 0o600);
  try {
    fs.writeSync(descriptor, `${text === '' || text.endsWith('\n') ? '' : '\n'}${JSON.stringify({ ...line, mac: macOf(line) })}\n`);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  return 'anchored';
}

function macOf({ workspaceId, sequence, hash, at, previous }: Omit<Line, 'mac'>): string {
  return anchorMac(JSON.stringify([workspaceId, sequence, hash, at, previous]));
}

function parseLine(raw: string): Line | null {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(raw));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // Not JSON: half a line of a machine that went down, or somebody's hand.
  }
}
