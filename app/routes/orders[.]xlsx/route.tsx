import { download } from '#app/lib/authorize.server.ts';
import { exportOrders } from '../orders._index/export.server.ts';

/** The orders as a workbook: `as=shown` with the columns of the address, else all columns for programs. */
export const loader = download('roster:read', (context) => exportOrders(context, 'xlsx'));
