import { useFetcher, useLocation, useNavigate, useSubmit } from '@remix-run/react';
import { useEffect, useMemo, useState } from 'react';
import type { SearchFindings } from '#db/queries/search.server.ts';
import { holdsAll, kolQuestion } from '#app/domain/kol-search.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { CommandDialog, CommandGroup, CommandItem } from '#app/ui/command.tsx';
import type { Command, CommandAct } from './command-list.ts';
import { useCommands } from './command-list.ts';
import type { RecentItem } from './recent-items.ts';
import { readRecent } from './recent-items.ts';
import { HIT_ICONS, useHits } from './search-hit.ts';

interface CommandPaletteProps {
  readonly person: string;
  /** What was typed before the palette opened. */
  readonly initial: string;
  readonly onClose: () => void;
  readonly onShortcuts: () => void;
}

/** Typing goes on for so long before it is asked for. */
const TYPING_MS = 120;
const MOST_COMMANDS = 6;

/** What the search of app/routes/search answers, as far as the palette reads it. */
interface Answer {
  readonly query: string;
  readonly findings: SearchFindings;
}

/**
 * Search and commands in one: what the person opened last, what they may do, where they may go, and whatever of the workspace answers to what is
 * typed. Loaded when it is first opened.
 */
export default function CommandPalette({ person, initial, onClose, onShortcuts }: CommandPaletteProps) {
  const t = useText('search');
  const [typed, setTyped] = useState(initial);
  const [recent] = useState(() => readRecent(person));
  const fetcher = useFetcher<Answer>({ key: 'command-palette' });
  const act = useActing(onClose, onShortcuts);
  const asked = typed.trim();
  const { load } = fetcher;
  useEffect(() => {
    if (asked === '') return;
    const timer = setTimeout(() => load(paths.search(asked, true)), TYPING_MS);
    return () => clearTimeout(timer);
  }, [asked, load]);
  const commands = useCommands();
  const matching = useMemo(() => matchingOf(asked, commands, recent), [asked, commands, recent]);
  const answer = asked !== '' ? fetcher.data : undefined;
  const groups = useHits(answer?.findings);
  const isWaiting = asked !== '' && (fetcher.state !== 'idle' || answer?.query !== asked);
  const isEmpty = groups.length === 0 && matching.commands.length === 0 && matching.recent.length === 0;
  const first = matching.recent[0] ? recentId(matching.recent[0]) : (groups[0]?.hits[0]?.to ?? matching.commands[0]?.key ?? ALL);
  // What comes later than the letters takes the choice to its first line, unless the person has chosen since.
  const listing = `${asked}\n${answer?.query ?? ''}`;
  const [chosen, setChosen] = useState({ listing, id: first });
  const listed = (group: Command['group']) => matching.commands.filter((command) => command.group === group);
  return (
    <CommandDialog label={t('palette')} placeholder={t('placeholder')} closeLabel={t('close')} value={typed} onValueChange={setTyped} selected={chosen.listing === listing ? chosen.id : first} onSelected={(id) => setChosen({ listing, id })} onClose={onClose} footer={t('hint')}>
      <p role="status" className={isWaiting || isEmpty ? 'px-2.5 py-2 text-muted' : 'sr-only'}>
        {isWaiting ? t('searching') : isEmpty ? t('nothing', { query: asked }) : asked === '' ? '' : t('count', { count: groups.reduce((sum, { hits }) => sum + hits.length, 0) })}
      </p>
      {matching.recent.length > 0 ? (
        <CommandGroup heading={t('group.recent')}>
          {matching.recent.map((item) => <CommandItem key={item.to} id={recentId(item)} icon="clock" title={item.title} onSelect={() => act({ kind: 'go', to: item.to })} />)}
        </CommandGroup>
      ) : null}
      {groups.map(({ kind, hits }) => (
        <CommandGroup key={kind} heading={t(`group.${kind}`)}>
          {hits.map((hit) => <CommandItem key={hit.to} id={hit.to} icon={HIT_ICONS[kind]} title={hit.title} note={hit.note} onSelect={() => act({ kind: 'go', to: hit.to })} />)}
        </CommandGroup>
      ))}
      {(['actions', 'pages'] as const).map((group) => (listed(group).length === 0 ? null : (
        <CommandGroup key={group} heading={t(`group.${group}`)}>
          {listed(group).map((command) => <CommandItem key={command.key} id={command.key} icon={command.icon} title={command.label} onSelect={() => act(command.act)} />)}
        </CommandGroup>
      )))}
      {asked !== '' ? <CommandItem id={ALL} icon="search" title={t('all', { query: asked })} onSelect={() => act({ kind: 'go', to: paths.search(asked) })} /> : null}
    </CommandDialog>
  );
}

const ALL = 'all';
const recentId = (item: RecentItem) => `recent ${item.to}`;

/** Before anything is typed: what was opened last, and every command. Then what answers, some of each kind. */
function matchingOf(asked: string, commands: readonly Command[], recent: readonly RecentItem[]): { commands: readonly Command[]; recent: readonly RecentItem[] } {
  const question = kolQuestion(asked);
  if (question === null) return { commands, recent };
  const folded = asked.toLowerCase();
  const found = commands.filter(({ words }) => holdsAll(words, question.contains));
  return {
    commands: (['actions', 'pages'] as const).flatMap((group) => found.filter((command) => command.group === group).slice(0, MOST_COMMANDS)),
    recent: recent.filter(({ title }) => title.toLowerCase().includes(folded)).slice(0, 3),
  };
}

function useActing(onClose: () => void, onShortcuts: () => void): (act: CommandAct) => void {
  const navigate = useNavigate();
  const submit = useSubmit();
  const { pathname, search } = useLocation();
  return (act) => {
    onClose();
    switch (act.kind) {
      case 'go':
        return navigate(act.to);
      case 'post':
        return submit(null, { method: 'post', action: act.to });
      case 'prefer':
        return preferring(act.name, act.value, pathname + search);
      case 'shortcuts':
        return onShortcuts();
    }
  };
}

/** As the forms of the top bar do it: the document is loaded again in the other look or language. */
function preferring(name: string, value: string, next: string): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = paths.preferences();
  for (const [field, content] of Object.entries({ [name]: value, next })) {
    const input = document.createElement('input');
    Object.assign(input, { type: 'hidden', name: field, value: content });
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}
