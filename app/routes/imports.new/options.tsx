import type { NamedFormat } from '#app/domain/ingestion/file-format.ts';
import type { ImportOptions } from '#app/domain/ingestion/import-options.ts';
import { DATE_ORDERS, NUMBER_STYLES } from '#app/domain/ingestion/import-options.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { PLATFORMS } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

const WITH_PLATFORM: readonly ImportKind[] = ['roster', 'collaborations', 'content', 'costs', 'payments'];
const WITH_CAMPAIGN: readonly ImportKind[] = ['collaborations', 'content', 'costs', 'payments'];

interface OptionFieldsProps {
  readonly kind: ImportKind;
  /** The formats of this kind that are known by name. */
  readonly formats: readonly NamedFormat[];
  readonly values: Pick<ImportOptions, 'format' | 'platform' | 'campaign' | 'shop' | 'dateOrder' | 'numberStyle'>;
}

/** What holds for every row of a file that does not say it itself. */
export function OptionFields({ kind, formats, values }: OptionFieldsProps) {
  const t = useText('imports');
  const td = useText('domain');
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {formats.length > 0 ? (
        <SelectField label={t('option.format')} name="format" defaultValue={values.format} options={(['auto', ...formats, 'own'] as const).map((format) => ({ value: format, label: t(`format.${format}`) }))} />
      ) : null}
      {WITH_PLATFORM.includes(kind) ? (
        <SelectField
          label={t('option.platform')} name="platform" defaultValue={values.platform ?? ''} placeholder={t('option.platformNone')}
          options={PLATFORMS.map((platform) => ({ value: platform, label: td(`platform.${platform}`) }))}
        />
      ) : null}
      {WITH_CAMPAIGN.includes(kind) ? <TextField label={t('option.campaign')} name="campaign" maxLength={200} defaultValue={values.campaign ?? ''} hint={t('option.campaignHint')} /> : null}
      {kind === 'orders' ? <TextField label={t('option.shop')} name="shop" maxLength={200} defaultValue={values.shop ?? ''} hint={t('option.shopHint')} /> : null}
      <SelectField
        label={t('option.dateOrder')} name="dateOrder" defaultValue={values.dateOrder ?? ''} placeholder={t('option.dateOrderAsk')}
        options={DATE_ORDERS.map((order) => ({ value: order, label: t(`dateOrder.${order}`) }))}
      />
      <SelectField
        label={t('option.numberStyle')} name="numberStyle" defaultValue={values.numberStyle ?? ''} placeholder={t('option.dateOrderAsk')}
        options={NUMBER_STYLES.map((style) => ({ value: style, label: t(`numberStyle.${style}`) }))}
      />
    </div>
  );
}
