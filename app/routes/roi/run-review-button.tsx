import { Form, useNavigation } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';

/** Reviews the workspace as of today. */
export function RunReviewButton() {
  const t = useText('roi');
  const navigation = useNavigation();
  const busy = navigation.formAction === paths.roi() && navigation.formMethod === 'POST';
  return (
    <Form method="post" action={paths.roi()}>
      <Button type="submit" variant="primary" busy={busy}>{busy ? t('reviewing') : t('runReview')}</Button>
    </Form>
  );
}
