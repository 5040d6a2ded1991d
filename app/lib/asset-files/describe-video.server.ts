import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';

const run = promisify(execFile);
const MAX_MS = 30_000;

const probeSchema = z.object({
  format: z.object({ duration: z.coerce.number().optional() }).optional(),
  streams: z.array(z.object({ codec_type: z.string(), width: z.number().optional(), height: z.number().optional() })).default([]),
});

export interface Recording {
  readonly durationMs: number | null;
  readonly width: number | null;
  readonly height: number | null;
  /** Whether a still of it was written to `poster`. */
  readonly hasPoster: boolean;
}

let present: boolean | undefined;

/** Whether this machine has a decoder (ffmpeg and ffprobe) that makes posters and measures durations. Asked once. */
export async function hasVideoDecoder(): Promise<boolean> {
  present ??= await Promise.all([run('ffprobe', ['-version'], { timeout: MAX_MS }), run('ffmpeg', ['-version'], { timeout: MAX_MS })]).then(() => true, () => false);
  return present;
}

/** Length, size and a still (PNG) of a recording, where a decoder is present; null where it is not or cannot read it. */
export async function describeRecording(file: string, poster: string): Promise<Recording | null> {
  if (!(await hasVideoDecoder())) return null;
  // Only the file itself is read: a playlist inside it must not lead the decoder elsewhere.
  const source = ['-protocol_whitelist', 'file', '-i', file];
  const probed = await run('ffprobe', ['-v', 'error', '-print_format', 'json', '-show_format', '-show_streams', ...source], { timeout: MAX_MS, maxBuffer: 5_000_000 }).catch(() => null);
  if (probed === null) return null;
  const found = probeSchema.safeParse(JSON.parse(probed.stdout));
  if (!found.success) return null;
  const video = found.data.streams.find((stream) => stream.codec_type === 'video');
  const seconds = found.data.format?.duration;
  const durationMs = seconds === undefined || !Number.isFinite(seconds) ? null : Math.round(seconds * 1_000);
  const at = durationMs !== null && durationMs > 2_000 ? '1' : '0';
  const hasPoster = video !== undefined && (await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-ss', at, ...source, '-frames:v', '1', '-f', 'image2', '-c:v', 'png', poster], { timeout: MAX_MS }).then(() => true, () => false));
  return { durationMs, width: video?.width ?? null, height: video?.height ?? null, hasPoster };
}
