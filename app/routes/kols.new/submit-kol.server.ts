import type { RequestContext } from '#app/lib/authorize.server.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import type { MergedField } from '#app/domain/merge.ts';
import { conflictOf, readVersionedForm } from '#app/lib/versioned-form.server.ts';
import { findKolDetail } from '#db/queries/kol-detail.server.ts';
import { saveKol } from '#app/services/save-kol.server.ts';
import { kolFormSchema, kolFormValues, readKolFields } from './kol-form.server.ts';
import type { FieldProblem } from './problems.ts';

export type KolSubmission =
  | { readonly status: 'saved'; readonly kolId: string }
  | {
      readonly status: 'again';
      readonly values: FormValues;
      readonly errors: Readonly<Record<string, FieldProblem>>;
      /** What the form was opened with, to be sent again. */
      readonly base: FormValues;
      /** Fields that somebody else changed in the meantime; null where nobody saved. */
      readonly overtaken: MergedField[] | null;
      readonly taken: { readonly handle: string; readonly kolId: string; readonly name: string } | null;
    };

/** Saves what the form holds; null where the KOL is gone. A save that another overtook shows what differs and asks again. */
export async function submitKol({ db, workspaceId, request, now, actor }: RequestContext, kolId: string | null): Promise<KolSubmission | null> {
  const { request: plain, base } = await readVersionedForm(request);
  const form = await readForm(plain, kolFormSchema);
  const { values } = form;
  const { fields, errors } = readKolFields(values);
  const again = { status: 'again', values, errors, base, overtaken: null, taken: null } as const;
  if (!form.ok) return { ...again, errors: { ...errors, ...Object.fromEntries(Object.keys(form.errors).map((field) => [field, 'tooLong' as const])) } };
  if (fields === null) return again;
  const version = Number(values.version);
  const outcome = await saveKol(db, { workspaceId, kolId, version: kolId === null ? null : version, ...fields }, { now, actor });
  switch (outcome.status) {
    case 'created':
    case 'saved':
      return { status: 'saved', kolId: outcome.kolId };
    case 'not-found':
      return null;
    case 'handle-taken':
      return { ...again, taken: { handle: outcome.handle, kolId: outcome.kolId, name: outcome.kolName } };
    case 'stale': {
      const current = kolId === null ? null : await findKolDetail(db, workspaceId, kolId, { costs: true, contacts: true });
      if (!current) return null;
      const conflict = conflictOf(base, values, kolFormValues(current));
      return { ...again, values: conflict.values, base: conflict.base, overtaken: conflict.fields };
    }
  }
}
