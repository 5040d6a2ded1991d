/** Rows for accounts in the form. */
export const ACCOUNT_ROWS = 12;

/** What may be wrong with a field of the form: words that the page has sentences for. */
export type FieldProblem = 'required' | 'tooLong' | 'choice' | 'amount' | 'currency' | 'date' | 'email' | 'url' | 'integer' | 'percent' | 'twice';
