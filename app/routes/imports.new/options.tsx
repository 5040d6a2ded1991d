import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { Platform } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

const PLATFORMS: readonly Platform[] = ['douyin', 'xiaohongshu', 'bilibili', 'weibo', 'kuaishou', 'wechat', 'taobao', 'youtube', 'tiktok', 'instagram', 'other'];
const WITH_PLATFORM: readonly ImportKind[] = ['roster', 'collaborations', 'content', 'costs', 'payments'];
const WITH_CAMPAIGN: readonly ImportKind[] = ['collaborations', 'content', 'costs', 'payments'];

interface ImportOptionsProps {
  readonly kind: ImportKind;
  readonly values: {
    readonly format: 'auto' | 'shopify' | 'own';
    readonly platform: Platform | null;
    readonly campaign: string | null;
    readonly dateOrder: 'dmy' | 'mdy' | null;
    readonly skipBadRows: boolean;
  };
}

/** What holds for every row of a file that does not say it itself. */
export function ImportOptions({ kind, values }: ImportOptionsProps) {
  const t = useText('imports');
  const td = useText('domain');
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {kind === 'orders' ? (
        <SelectField label={t('option.format')} name="format" defaultValue={values.format} options={(['auto', 'shopify', 'own'] as const).map((format) => ({ value: format, label: t(`format.${format}`) }))} />
      ) : null}
      {WITH_PLATFORM.includes(kind) ? (
        <SelectField
          label={t('option.platform')} name="platform" defaultValue={values.platform ?? ''} placeholder={t('option.platformNone')}
          options={PLATFORMS.map((platform) => ({ value: platform, label: td(`platform.${platform}`) }))}
        />
      ) : null}
      {WITH_CAMPAIGN.includes(kind) ? <TextField label={t('option.campaign')} name="campaign" maxLength={200} defaultValue={values.campaign ?? ''} hint={t('option.campaignHint')} /> : null}
      <SelectField
        label={t('option.dateOrder')} name="dateOrder" defaultValue={values.dateOrder ?? ''} placeholder={t('option.dateOrderAsk')}
        options={[{ value: 'dmy', label: t('dateOrder.dmy') }, { value: 'mdy', label: t('dateOrder.mdy') }]}
      />
      <div className="sm:col-span-2"><Checkbox name="skipBadRows" value="on" defaultChecked={values.skipBadRows} label={t('option.skipBadRows')} hint={t('option.skipBadRowsHint')} /></div>
    </div>
  );
}
