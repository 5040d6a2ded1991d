import { MAX_NOTES, MAX_VERTICALS } from './kol-edit.ts';

/** What two profiles of one person are merged of; money in minor units beside its currency. */
export interface MergeableProfile {
  readonly verticals: readonly string[];
  readonly price_minor: number | null;
  readonly price_currency: string | null;
  readonly audience_female_basis_points: number | null;
  readonly audience_18_24_basis_points: number | null;
  readonly city_tier: string | null;
  readonly contact_email: string | null;
  readonly exclusive_with: string | null;
  readonly available_from: string | null;
  readonly notes: string;
}

/**
 * The profile that stays, with what only the other one knew: empty fields are filled, verticals joined, notes put below. Nothing that stands is
 * overwritten, and name, tier and status are its own.
 */
export function mergedProfile<Profile extends MergeableProfile>(kept: Profile, other: MergeableProfile): Profile {
  // A price belongs to its currency: both or neither.
  const priced = kept.price_minor === null || kept.price_currency === null ? other : kept;
  return {
    ...kept,
    verticals: [...new Set([...kept.verticals, ...other.verticals])].slice(0, MAX_VERTICALS),
    price_minor: priced.price_minor, price_currency: priced.price_currency,
    audience_female_basis_points: kept.audience_female_basis_points ?? other.audience_female_basis_points,
    audience_18_24_basis_points: kept.audience_18_24_basis_points ?? other.audience_18_24_basis_points,
    city_tier: kept.city_tier ?? other.city_tier, contact_email: kept.contact_email ?? other.contact_email,
    exclusive_with: kept.exclusive_with ?? other.exclusive_with, available_from: kept.available_from ?? other.available_from,
    notes: joinedNotes(kept.notes, other.notes),
  };
}

function joinedNotes(own: string, others: string): string {
  if (others.trim() === '' || own.includes(others.trim())) return own;
  return own.trim() === '' ? others : [...`${own}\n\n${others}`].slice(0, MAX_NOTES).join('');
}
