import { useText } from '#app/i18n/use-text.ts';

/** Who imported, in words: the machine's own actors have no name of their own. */
export function useActorText(): (name: string) => string {
  const t = useText('imports');
  return (name) => (name === 'command line' ? t('actor.commandLine') : name === 'portal' ? t('actor.portal') : name);
}
