/** Whether the database refuses a row for what is in it: SQLSTATE classes 22 (data exception) and 23 (constraint violation). */
export function isFaultOfRow(error: unknown): boolean {
  return /^2[23]...$/.test(codeOf(error));
}

/** SQLSTATE classes 08 (connection), 53 (resources, such as a full disk), 57P (operator intervention) and 58 (system), and what sockets say. */
const AWAY_CODE = /^(08...|53...|57P..|58...|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;
/** How pg's client tells of connections that broke or never came about. */
const AWAY_MESSAGE = /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable/;

/** Whether something failed because the server is away, starting, stopping or out of room, so that the same may succeed later. */
export function isAwayError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return AWAY_CODE.test(codeOf(error)) || AWAY_MESSAGE.test(error.message) || isAwayError(error.cause);
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');
