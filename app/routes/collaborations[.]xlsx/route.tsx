import { download } from '#app/lib/authorize.server.ts';
import { exportCollaborations } from '../collaborations._index/export.server.ts';

/** The list of collaborations as a workbook: `as=shown` with the columns of the address, else all columns for programs. */
export const loader = download('roster:read', (context) => exportCollaborations(context, 'xlsx'));
