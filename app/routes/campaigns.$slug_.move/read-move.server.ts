import * as z from 'zod';
import { amountText, parseAmountMinor } from '#app/domain/money.ts';
import { readForm } from '#app/lib/form.server.ts';
import type { MatrixMoveInput } from '#app/services/move-in-matrix.server.ts';
import { matrixMoveSchema } from '#app/services/move-in-matrix.server.ts';
import { readTarget, targetText } from '../campaigns.$slug/moves.ts';
import type { Refusal } from './answer.ts';

const text = z.string().trim().max(500).default('');
const formSchema = z.strictObject({
  kind: text, collaborationId: text, version: text, kolId: text, target: text, fromSlot: text, occupantId: text, fee: text, currency: text, reason: text, leaves: text,
  confirmed: text,
});
type Fields = z.infer<typeof formSchema>;

export type ReadMove = { readonly ok: true; readonly move: MatrixMoveInput; readonly confirmed: readonly string[] } | { readonly ok: false; readonly refusal: Refusal };

/** The move that a form asks for; what the person saw stands in it, so that a board that has changed is noticed. */
export async function readMove(request: Request): Promise<ReadMove> {
  const form = await readForm(request, formSchema);
  if (!form.ok) return unreadable('form');
  const fields = form.value;
  const fee = readAmount(fields);
  if (fee === 'bad' || (fields.kind === 'fee' && fee === null)) return unreadable('fee');
  if (fields.kind === 'bench' && fields.reason === '') return unreadable('reason');
  const move = matrixMoveSchema.safeParse(inputOf(fields, fee));
  return move.success ? { ok: true, move: move.data, confirmed: fields.confirmed.split(' ').filter((code) => code !== '') } : unreadable('form');
}

const unreadable = (field: 'fee' | 'reason' | 'form'): ReadMove => ({ ok: false, refusal: { status: 'unreadable', field } });

function readAmount({ fee, currency }: Fields): { minor: number; currency: string } | null | 'bad' {
  const typed = fee.replace(/[,，\s]/g, '');
  if (typed === '') return null;
  const minor = /^[A-Z]{3}$/.test(currency) ? parseAmountMinor(typed, currency) : null;
  return minor === null || minor < 0 ? 'bad' : { minor, currency };
}

function inputOf(fields: Fields, fee: { minor: number; currency: string } | null): unknown {
  const target = readTarget(fields.target);
  const slot = target === null || target === 'bench' ? {} : target;
  const seat = { collaborationId: fields.collaborationId, version: Number(fields.version) };
  switch (fields.kind) {
    case 'place':
      return { kind: 'place', kolId: fields.kolId, ...slot, fee };
    case 'bench':
      return { kind: 'bench', ...seat, reason: fields.reason, ...(fields.leaves === '' ? {} : { leaves: fields.leaves }) };
    case 'shift':
      return { kind: 'shift', ...seat, fromSlot: fields.fromSlot === '' ? null : Number(fields.fromSlot), ...slot, occupantId: fields.occupantId === '' ? null : fields.occupantId };
    case 'fee':
      return { kind: 'fee', ...seat, fee };
    default:
      return null;
  }
}

/** Fields of the form that makes a move: the way back of one that was made. */
export function fieldsOf(move: MatrixMoveInput, confirmed: readonly string[]): Record<string, string> {
  const common = { kind: move.kind, confirmed: confirmed.join(' ') };
  if (move.kind === 'place') return { ...common, kolId: move.kolId, target: targetText(move), ...amountFields(move.fee ?? null) };
  const seat = { collaborationId: move.collaborationId, version: String(move.version) };
  switch (move.kind) {
    case 'bench':
      return { ...common, ...seat, reason: move.reason, leaves: move.leaves };
    case 'shift':
      return { ...common, ...seat, fromSlot: String(move.fromSlot ?? ''), target: targetText(move), occupantId: move.occupantId ?? '' };
    case 'fee':
      return { ...common, ...seat, ...amountFields(move.fee) };
  }
}

const amountFields = (fee: { minor: number; currency: string } | null) => (fee === null ? { fee: '', currency: '' } : { fee: amountText(fee.minor, fee.currency), currency: fee.currency });
