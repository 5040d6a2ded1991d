import * as z from 'zod/mini';
import type { UploadRefusal } from '#app/domain/asset-file-type.ts';
import { UPLOAD_REFUSALS } from '#app/domain/asset-file-type.ts';
import { paths } from '#app/lib/paths.ts';
import type { FileState, UploadProblem } from './use-uploads.ts';

export interface SendAnswer {
  readonly step: Extract<FileState['step'], 'stored' | 'same' | 'done' | 'refused' | 'broken' | 'paused'>;
  readonly problem?: UploadProblem;
  readonly limitBytes?: number;
  readonly assetId?: string;
  readonly number?: number;
}

interface Sending {
  readonly collaborationId: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (sent: number, step: 'sending' | 'finishing') => void;
}

const PART_BYTES = 4_194_304;
const TRIES = 5;

const answerSchema = z.object({
  status: z.string(), uploadId: z.optional(z.string()), refusal: z.optional(z.enum(UPLOAD_REFUSALS)), limitBytes: z.optional(z.number()), assetId: z.optional(z.string()), number: z.optional(z.number()),
});

/**
 * Sends a file in parts, going on where an earlier try stopped, also one before this page was loaded: the browser remembers which upload a file
 * of that name, size and date was. Never throws.
 */
export async function sendFile(file: File, sending: Sending): Promise<SendAnswer> {
  try {
    return await send(file, sending);
  } catch (error) {
    if (sending.signal.aborted) return { step: 'paused' };
    return error instanceof Refused ? error.answer : { step: 'broken', problem: 'network' };
  }
}

async function send(file: File, { collaborationId, signal, onProgress }: Sending): Promise<SendAnswer> {
  let { uploadId, offset } = (await knownUpload(file, signal)) ?? { uploadId: await announce(file, collaborationId, signal), offset: 0 };
  onProgress(offset, 'sending');
  for (let failures = 0; offset < file.size;) {
    const part = await fetch(paths.assetUpload({ uploadId }), { method: 'PATCH', headers: { 'upload-offset': String(offset) }, body: file.slice(offset, offset + PART_BYTES), signal }).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return null;
    });
    if (part?.status === 404) ({ uploadId, offset } = { uploadId: await announce(file, collaborationId, signal), offset: 0 });
    else if (part?.status === 204 || part?.status === 409) offset = Number(part.headers.get('upload-offset') ?? offset);
    else if (part && part.status !== 503) throw new Refused(problemOf(part.status));
    failures = part?.status === 204 ? 0 : failures + 1;
    if (failures >= TRIES) return { step: 'broken', problem: 'network' };
    if (failures > 0) await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** failures));
    onProgress(offset, 'sending');
  }
  onProgress(file.size, 'finishing');
  const response = await fetch(paths.assetUpload({ uploadId }), { method: 'POST', signal });
  const answer = answerSchema.safeParse(await response.json().catch(() => null));
  if (response.status !== 200 && response.status !== 422) throw new Refused(problemOf(response.status));
  localStorage.removeItem(memoryKey(file));
  if (!answer.success) return { step: 'broken', problem: 'network' };
  const { status, refusal, assetId, number } = answer.data;
  if (status === 'stored' || status === 'same' || status === 'done') return { step: status, ...(assetId ? { assetId } : {}), ...(number === undefined ? {} : { number }) };
  return { step: 'refused', problem: refusal ?? 'origin' };
}

/** Why a request was not taken, as what is shown. */
class Refused extends Error {
  readonly answer: SendAnswer;

  constructor(answer: SendAnswer) {
    super(answer.step);
    this.answer = answer;
  }
}

function problemOf(status: number): SendAnswer {
  if (status === 401 || status === 403) return { step: 'broken', problem: 'session' };
  return status === 507 ? { step: 'broken', problem: 'room' } : { step: 'broken', problem: 'network' };
}

async function announce(file: File, collaborationId: string | null, signal: AbortSignal): Promise<string> {
  const response = await fetch(paths.assetUploads(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: file.name, bytes: file.size, collaborationId }), signal });
  const answer = answerSchema.safeParse({ status: 'begun', ...(await response.json().catch(() => null) as object) });
  if (response.status === 422 && answer.success) throw new Refused(refusedAs(answer.data.refusal, answer.data.limitBytes));
  if (response.status !== 201 || !answer.success || answer.data.uploadId === undefined) throw new Refused(problemOf(response.status));
  localStorage.setItem(memoryKey(file), answer.data.uploadId);
  return answer.data.uploadId;
}

function refusedAs(refusal: UploadRefusal | undefined, limitBytes: number | undefined): SendAnswer {
  return { step: 'refused', problem: refusal ?? 'origin', ...(limitBytes === undefined ? {} : { limitBytes }) };
}

const memoryKey = (file: File) => `asset-upload:${file.name}:${file.size}:${file.lastModified}`;

async function knownUpload(file: File, signal: AbortSignal): Promise<{ uploadId: string; offset: number } | null> {
  const uploadId = localStorage.getItem(memoryKey(file));
  if (uploadId === null) return null;
  const response = await fetch(paths.assetUpload({ uploadId }), { method: 'HEAD', signal });
  const offset = Number(response.headers.get('upload-offset'));
  return response.ok && Number(response.headers.get('upload-length')) === file.size && Number.isInteger(offset) ? { uploadId, offset } : null;
}

/** Gives an upload up, here and on the server; what is not given up there is forgotten within two hours. */
export async function forgetUpload(file: File): Promise<void> {
  const uploadId = localStorage.getItem(memoryKey(file));
  localStorage.removeItem(memoryKey(file));
  if (uploadId !== null) await fetch(paths.assetUpload({ uploadId }), { method: 'DELETE' }).catch(() => undefined);
}
