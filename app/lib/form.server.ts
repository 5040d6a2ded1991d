import type * as z from 'zod';

/** What a form held, as typed, to be shown again beside its errors: nothing typed is lost. */
export type FormValues = Readonly<Record<string, string>>;

export type FormResult<T> =
  | { readonly ok: true; readonly value: T; readonly values: FormValues }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>>; readonly values: FormValues };

/**
 * Reads and checks a form: the only place that reads a body as form data (its size is limited before Remix). Repeated fields
 * become a list where the schema asks for one. Unknown fields are refused by strict schemas, so nothing is assigned by accident.
 */
export async function readForm<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<FormResult<z.output<Schema>>> {
  const form = await readFormData(request);
  const fields = new Map<string, string | string[]>();
  for (const name of new Set(form.keys())) {
    // PostgreSQL stores no U+0000, and nobody types one.
    const texts = form.getAll(name).flatMap((entry) => (typeof entry === 'string' ? [entry.replaceAll('\u0000', '')] : []));
    fields.set(name, texts.length > 1 ? texts : (texts[0] ?? ''));
  }
  const raw = Object.fromEntries(fields);
  const values = Object.fromEntries([...fields].map(([name, text]) => [name, Array.isArray(text) ? text.join(',') : text]));
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data, values };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? 'form')] ??= issue.message;
  return { ok: false, errors, values };
}

/** The body as form data; a body that is none is an empty form. */
export async function readFormData(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return new FormData();
  return await request.formData();
}
