import * as z from 'zod';
import type { OutboundAnswer } from '#app/lib/outbound.server.ts';
import { askOutside, retryAfterMs } from '#app/lib/outbound.server.ts';
import type { SendProblem } from '#app/domain/notice-channel.ts';
import type { SendOutcome } from './notice-message.ts';
import { failedWith } from './notice-message.ts';

/** Within what time a robot has to answer. */
const TIMEOUT_MS = 5_000;
const MOST_BYTES = 64 * 1024;

/** Posts JSON to a robot whose host was checked before. */
export async function postJson(url: URL, body: string, headers: Readonly<Record<string, string>> = {}): Promise<OutboundAnswer> {
  return await askOutside({ url, method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body, timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES });
}

/**
 * What every answer says before its body is read, whoever answered; null for a 200, whose body decides. A robot that has moved is not followed:
 * the address would be one that nobody checked.
 */
export function outcomeOfStatus(answer: OutboundAnswer, now: Date): SendOutcome | null {
  if (answer.status === 'failed') {
    switch (answer.reason) {
      case 'timeout':
        return failedWith('timeout');
      case 'unreachable':
        return failedWith('unreachable');
      case 'redirected':
        return failedWith('address');
      case 'too-large':
        return failedWith('rejected');
    }
  }
  const { httpStatus } = answer;
  if (httpStatus >= 200 && httpStatus < 300) return null;
  if (httpStatus === 429) return failedWith('rate-limited', retryAfterMs(answer.headers, now));
  if (httpStatus >= 500) return failedWith('unavailable', retryAfterMs(answer.headers, now));
  if (httpStatus === 401 || httpStatus === 403) return failedWith('not-allowed');
  if (httpStatus === 404 || httpStatus === 410) return failedWith('address');
  return failedWith(httpStatus === 413 ? 'too-long' : 'rejected');
}

/** The code in a robot's answer, whatever its field is called; null for an answer that has none. */
export function codeIn(text: string, fields: readonly string[]): { readonly code: number; readonly words: string } | null {
  const parsed = answerSchema.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  const code = fields.map((field) => parsed.data[field]).find((value) => typeof value === 'number');
  const words = [parsed.data['errmsg'], parsed.data['msg'], parsed.data['StatusMessage']].find((value) => typeof value === 'string');
  return typeof code === 'number' ? { code, words: typeof words === 'string' ? words.toLowerCase() : '' } : null;
}

const answerSchema = z.record(z.string(), z.unknown());

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The outcome of a 200 that carries a code: an error in it is an error, whatever the status says. */
export function outcomeOfCode(answer: { readonly code: number; readonly words: string } | null, problems: ReadonlyMap<number, SendProblem>, silenceMs: number): SendOutcome {
  if (answer === null) return failedWith('rejected');
  if (answer.code === 0) return { status: 'sent' };
  const problem = problems.get(answer.code) ?? 'rejected';
  return failedWith(problem, problem === 'rate-limited' ? silenceMs : null);
}
