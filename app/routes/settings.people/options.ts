import type { Role, Seat } from '#app/domain/permission.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { SelectOption } from '#app/ui/select-field.tsx';

const ROLES: readonly Role[] = ['manager', 'content', 'finance', 'operations', 'admin', 'viewer'];
const SEATS: readonly Seat[] = ['marketing', 'finance', 'operations'];

export function useRoleOptions(): SelectOption[] {
  const td = useText('domain');
  return ROLES.map((role) => ({ value: role, label: td(`role.${role}`) }));
}

export function useSeatOptions(): SelectOption[] {
  const td = useText('domain');
  return SEATS.map((seat) => ({ value: seat, label: td(`seat.${seat}`) }));
}
