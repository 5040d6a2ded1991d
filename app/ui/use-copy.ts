import { useState } from 'react';

const TOLD_MS = 2_000;

/** Copies a text, and says for a moment that it was copied; nothing is said where the browser did not do it. */
export function useCopy(): { readonly isCopied: boolean; readonly copy: (text: string) => Promise<void> } {
  const [isCopied, setCopied] = useState(false);
  const copy = async (text: string) => {
    if (!(await toClipboard(text))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), TOLD_MS);
  };
  return { isCopied, copy };
}

async function toClipboard(text: string): Promise<boolean> {
  // Pages that came over plain HTTP, as within a company's own network, have no clipboard of this kind.
  if (!('clipboard' in navigator)) return bySelection(text);
  return await navigator.clipboard.writeText(text).then(() => true, () => bySelection(text));
}

function bySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const isDone = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isDone;
}
