/** Grey lines in the place of text on its way. `label` says so to people who do not see them. */
export function Skeleton({ label, lines = 3 }: { readonly label: string; readonly lines?: number }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-2 animate-pulse">
      {Array.from({ length: lines }, (_, line) => <span key={line} className={`h-4 rounded bg-sunken ${line % 3 === 2 ? 'w-2/3' : 'w-full'}`} />)}
    </div>
  );
}
