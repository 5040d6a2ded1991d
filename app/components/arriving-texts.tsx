import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { answerAreas } from '#app/i18n/area-use.ts';
import type { I18n } from '#app/i18n/i18n.ts';
import { I18nContext } from '#app/i18n/i18n.ts';

interface ArrivingTextsProps {
  readonly i18n: I18n;
  readonly load: (area: string) => Promise<Readonly<Record<string, unknown>>>;
  /** Areas that this page did without; they are fetched when the browser is idle. */
  readonly others: readonly string[];
  readonly children: ReactNode;
}

/** Gives texts to the components below. An area that somebody waits for shows as soon as it has arrived. */
export function ArrivingTexts({ i18n, load, others, children }: ArrivingTextsProps) {
  // A new value renders whoever uses texts again.
  const [value, setValue] = useState({ i18n });
  useEffect(() => {
    const arriving = new Map<string, Promise<void>>();
    const fetchArea = (area: string): Promise<void> => {
      const known = arriving.get(area);
      if (known) return known;
      const arrival = load(area).then((texts) => i18n.addResourceBundle(i18n.language, area, texts), () => arriving.delete(area)).then(() => undefined);
      arriving.set(area, arrival);
      return arrival;
    };
    answerAreas((area) => void fetchArea(area).then(() => i18n.hasResourceBundle(i18n.language, area) && setValue({ i18n })));
    const fetchOthers = () => others.forEach((area) => void fetchArea(area));
    if (typeof requestIdleCallback === 'function') requestIdleCallback(fetchOthers, { timeout: 3_000 });
    else setTimeout(fetchOthers, 500);
  }, [i18n, load, others]);
  return <I18nContext.Provider value={value}>{children}</I18nContext.Provider>;
}
