import { useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { TextField } from '#app/ui/text-field.tsx';

/** The password, which may be pasted, filled in by a password manager, and looked at. */
export function PasswordField({ error }: { readonly error: string | null }) {
  const t = useText('auth');
  const [shown, setShown] = useState(false);
  return (
    <div>
      <TextField label={t('password')} type={shown ? 'text' : 'password'} name="password" autoComplete="current-password" required error={error} />
      <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)} className="min-h-7 text-[0.9286rem] text-accent hover:underline">
        {shown ? t('hidePassword') : t('showPassword')}
      </button>
    </div>
  );
}
