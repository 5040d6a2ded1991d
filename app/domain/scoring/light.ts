import * as z from 'zod';
import type { Policy } from '#app/domain/policy.ts';

/** ROI state of a collaboration or KOL (product.md section 7), from worst to best; grey says nothing yet. */
export const LIGHTS = ['red', 'amber', 'green', 'star', 'grey'] as const;
/** The best first, as lists are sorted and legends read; what has no light yet comes last. */
export const LIGHTS_BEST_FIRST = ['star', 'green', 'amber', 'red', 'grey'] as const satisfies readonly (typeof LIGHTS)[number][];
export type Light = (typeof LIGHTS)[number];
export const lightSchema = z.enum(LIGHTS);

/**
 * The light by ROI expected at close: red < amber <= green <= star by the policy's thresholds, each threshold belonging
 * to the better light. Grey while it is too early or nothing was spent.
 */
export function lightOf(roiAtClose: number | null, tooEarly: boolean, thresholds: Policy['roi']): Light {
  if (tooEarly || roiAtClose === null) return 'grey';
  if (roiAtClose >= thresholds.starFrom) return 'star';
  if (roiAtClose >= thresholds.greenFrom) return 'green';
  if (roiAtClose >= thresholds.amberFrom) return 'amber';
  return 'red';
}
