import { useFetcher } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button, buttonClass } from '#app/ui/button.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { Dropdown, menuItemClass } from '#app/ui/dropdown.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { useCopy } from '#app/ui/use-copy.ts';
import { VisibilityField } from './view-form.tsx';
import type { TableViews, ViewProblem, ViewTab } from './views.ts';

interface ViewMenuProps {
  readonly view: ViewTab;
  readonly views: TableViews;
  /** The address to come back to, with what was changed since. */
  readonly here: string;
}

/** Name, sharing, who begins with it, and the end of a view: each only for those who may. */
export function ViewMenu({ view, views, here }: ViewMenuProps) {
  const t = useText('views');
  const isOpening = views.opensWith === view.id;
  return (
    <Dropdown align="end" label={t('settings', { name: view.name })} triggerClassName={buttonClass('ghost', 'sm', true)} trigger={<Icon name="more" />} panelClassName="w-80 p-2! flex flex-col gap-2">
      <Post fields={{ intent: 'open-with', list: views.list, viewId: isOpening ? '' : view.id, next: here }}>
        <button type="submit" className={menuItemClass}><Icon name={isOpening ? 'check' : 'play'} />{isOpening ? t('openWithAll') : t('openWith')}</button>
      </Post>
      <CopyLink />
      {view.mayChange ? (
        <Post key={view.version} fields={{ intent: 'change', viewId: view.id, version: String(view.version), next: here }} title={t('rename')}>
          <TextField label={t('name')} name="name" required maxLength={60} defaultValue={view.name} autoComplete="off" />
          {views.mayShare ? <VisibilityField value={view.visibility} mayBePrivate={view.isOwn} /> : <input type="hidden" name="visibility" value={view.visibility} />}
          <Button type="submit" size="sm" className="self-start">{t('apply')}</Button>
        </Post>
      ) : null}
      {views.maySetRoles && view.visibility !== 'private' ? <RolesForm view={view} views={views} here={here} /> : null}
      {view.mayChange ? <RemoveForm view={view} /> : null}
    </Dropdown>
  );
}

function RolesForm({ view, views, here }: ViewMenuProps) {
  const t = useText('views');
  const td = useText('domain');
  return (
    <Post fields={{ intent: 'roles', viewId: view.id, next: here }} title={t('rolesTitle')}>
      <div className="grid grid-cols-2 gap-x-2">
        {views.readers.map((role) => <Checkbox key={role} name="roles" value={role} defaultChecked={view.roles.includes(role)} label={td(`role.${role}`)} />)}
      </div>
      <Button type="submit" size="sm" className="self-start">{t('apply')}</Button>
    </Post>
  );
}

function RemoveForm({ view }: { readonly view: ViewTab }) {
  const t = useText('views');
  const [asked, setAsked] = useState(false);
  const button = 'flex w-full items-center gap-2 rounded-control px-2.5 py-1.5 min-h-8 text-start text-red hover:bg-hover';
  if (!asked) return <button type="button" onClick={() => setAsked(true)} className={button}><Icon name="trash" />{t('remove')}</button>;
  return (
    <Post fields={{ intent: 'remove', viewId: view.id }}>
      <p className="px-2.5">{t('removeSure', { name: view.name })}</p>
      <Button type="submit" size="sm" variant="danger" icon="trash" className="self-start">{t('remove')}</Button>
    </Post>
  );
}

/** A form of a view; what is refused is said in it. */
function Post({ fields, title, children }: { readonly fields: Readonly<Record<string, string>>; readonly title?: string; readonly children: ReactNode }) {
  const t = useText('views');
  const fetcher = useFetcher<{ problem: ViewProblem } | null>();
  const problem = fetcher.state === 'idle' ? fetcher.data?.problem : undefined;
  return (
    // A panel closes on the click that submits; what is refused must stay in sight, so the click stays within the form.
    <fetcher.Form method="post" action={paths.views()} onClick={(event) => event.stopPropagation()} className={title ? 'flex flex-col gap-2 border-t border-line px-2.5 pt-2' : 'flex flex-col gap-2'}>
      {title ? <p className="font-medium">{title}</p> : null}
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {children}
      {problem ? <p role="alert" className="text-red">{t(`problem.${problem}`)}</p> : null}
    </fetcher.Form>
  );
}

function CopyLink() {
  const t = useText('views');
  const { isCopied, copy } = useCopy();
  return (
    <button type="button" className={menuItemClass} onClick={() => void copy(window.location.href)}>
      <Icon name="copy" /><span aria-live="polite">{isCopied ? t('linkCopied') : t('copyLink')}</span>
    </button>
  );
}
