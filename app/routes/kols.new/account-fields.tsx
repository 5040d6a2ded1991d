import type { Platform } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

const PLATFORMS: readonly Platform[] = ['douyin', 'xiaohongshu', 'bilibili', 'weibo', 'kuaishou', 'wechat', 'taobao', 'youtube', 'tiktok', 'instagram', 'other'];

interface AccountFieldsProps {
  readonly rows: number;
  readonly field: (name: string, hint?: string) => { readonly name: string; readonly defaultValue: string; readonly hint: string | undefined; readonly error: string | null };
}

/** One line of fields for each account. */
export function AccountFields({ rows, field }: AccountFieldsProps) {
  const t = useText('roster');
  const td = useText('domain');
  const platforms = PLATFORMS.map((platform) => ({ value: platform, label: td(`platform.${platform}`) }));
  return (
    <div className="flex flex-col gap-4">
      {Array.from({ length: rows }, (_, row) => (
        <fieldset key={row} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[9rem_minmax(0,1.2fr)_minmax(0,1.6fr)_9rem_8rem]">
          <legend className="sr-only">{t('form.account', { number: row + 1 })}</legend>
          <SelectField label={t('form.platform')} {...field(`platform.${row}`)} options={platforms} />
          <TextField label={t('form.handle')} autoComplete="off" {...field(`handle.${row}`)} />
          <TextField label={t('form.profileUrl')} type="url" {...field(`url.${row}`)} />
          <TextField label={t('form.followers')} {...field(`followers.${row}`, row === 0 ? t('form.followersHint') : undefined)} />
          <TextField label={t('form.engagement')} inputMode="decimal" suffix="%" {...field(`engagement.${row}`)} />
        </fieldset>
      ))}
    </div>
  );
}
