import { download } from '#app/lib/authorize.server.ts';
import { exportRoster } from '../kols._index/export.server.ts';

/** The roster as a workbook: `as=shown` with the columns of the address, else all columns for programs. */
export const loader = download('roster:read', (context) => exportRoster(context, 'xlsx'));
