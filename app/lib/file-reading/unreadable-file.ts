/** Why a file cannot be read at all; the message is a sentence for the person who chose it. */
export class UnreadableFileError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreadableFileError';
    this.code = code;
  }
}
