import { Form } from '@remix-run/react';
import type { PersonRow } from '#db/queries/user.server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { Table } from '#app/ui/table.tsx';
import { useRoleOptions, useSeatOptions } from './options.ts';

/** Everybody in the workspace, with what they may do. */
export function PeopleTable({ people, ownId }: { readonly people: readonly PersonRow[]; readonly ownId: string | null }) {
  const t = useText('settings');
  return (
    <Table label={t('people.title')} stickyFirst>
      <thead>
        <tr><th scope="col">{t('people.name')}</th><th scope="col">{t('people.email')}</th><th scope="col">{t('people.state')}</th><th scope="col">{t('people.role')}</th><th scope="col">{t('people.legal')}</th><th scope="col">{t('people.actions')}</th></tr>
      </thead>
      <tbody>{people.map((person) => <Person key={`${person.id} ${person.role} ${person.seat ?? ''}`} person={person} isOwn={person.id === ownId} />)}</tbody>
    </Table>
  );
}

function Person({ person, isOwn }: { readonly person: PersonRow; readonly isOwn: boolean }) {
  const t = useText('settings');
  const td = useText('domain');
  const roles = useRoleOptions();
  const seats = useSeatOptions();
  const isDisabled = person.disabled_at !== null;
  return (
    <tr>
      <th scope="row">{person.name}{isOwn ? <span className="text-muted font-normal"> ({t('people.you')})</span> : null}</th>
      <td>{person.email}</td>
      <td><Badge tone={isDisabled ? 'neutral' : 'green'}>{isDisabled ? t('people.disabled') : t('people.active')}</Badge></td>
      <td>
        {isOwn ? <>{td(`role.${person.role}`)}{person.seat ? ` · ${td(`seat.${person.seat}`)}` : ''}</> : (
          <Form method="post" className="flex items-center gap-2">
            <input type="hidden" name="intent" value="role" />
            <input type="hidden" name="userId" value={person.id} />
            <SelectField label={t('people.roleOf', { name: person.name })} hideLabel name="role" defaultValue={person.role} options={roles} className="min-w-32" />
            <SelectField label={t('people.seatOf', { name: person.name })} hideLabel name="seat" defaultValue={person.seat ?? ''} placeholder={t('people.noSeat')} options={seats} className="min-w-28" />
            <Button type="submit" size="sm">{t('people.change')}</Button>
          </Form>
        )}
      </td>
      <td>
        <Form method="post" className="flex items-center gap-2">
          <input type="hidden" name="userId" value={person.id} />
          {person.reviewsLegal ? <Badge tone="accent">{t('people.reviewsLegal')}</Badge> : null}
          {isOwn ? null : <Button type="submit" name="intent" value={person.reviewsLegal ? 'no-legal' : 'legal'} size="sm">{person.reviewsLegal ? t('people.withdrawLegal') : t('people.grantLegal')}</Button>}
        </Form>
      </td>
      <td>
        {isOwn ? null : (
          <Form method="post">
            <input type="hidden" name="userId" value={person.id} />
            <Button type="submit" name="intent" value={isDisabled ? 'enable' : 'disable'} size="sm" variant={isDisabled ? 'secondary' : 'danger'}>{isDisabled ? t('people.enable') : t('people.disable')}</Button>
          </Form>
        )}
      </td>
    </tr>
  );
}
