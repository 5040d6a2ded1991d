import { useState } from 'react';
import type { LedgerVerdict } from '#app/services/verify-ledger.server.ts';

/** A verdict as it comes through JSON. */
export type VerdictText = Omit<LedgerVerdict, 'verifiedAt'> & { readonly verifiedAt: string };

/** A line of the running check: how far it is, or what it found. */
export type CheckLine = { readonly checked: number } | { readonly verdict: VerdictText };

/** Runs the check of the chain and follows it line by line; a chain of any length shows how far it is. */
export function useVerification(address: string) {
  const [progress, setProgress] = useState<number | null>(null);
  const [verdict, setVerdict] = useState<VerdictText | null>(null);
  const [failed, setFailed] = useState(false);
  const run = async () => {
    setProgress(0);
    setFailed(false);
    try {
      const answer = await fetch(address, { method: 'POST' });
      if (!answer.ok || answer.body === null) throw new Error(`the check answered ${answer.status}`);
      let found = false;
      for await (const line of linesOf(answer.body)) {
        if ('verdict' in line) {
          setVerdict(line.verdict);
          found = true;
        } else setProgress(line.checked);
      }
      setFailed(!found);
    } catch {
      setFailed(true);
    }
    setProgress(null);
  };
  return { run, progress, verdict, failed };
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<CheckLine> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield JSON.parse(line) as CheckLine; // Our own server's words, one form of two.
    if (done) return;
  }
}
