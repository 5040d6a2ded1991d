/** Keys as they stand on a keyboard, one after the other. */
export function KeyCaps({ caps, between }: { readonly caps: readonly string[]; /** The word between keys that come one after the other; without it they are pressed together. */ readonly between?: string }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      {caps.map((cap, index) => (
        <span key={`${index} ${cap}`} className="inline-flex items-center gap-1">
          {index > 0 && between ? <span className="text-muted text-[0.857rem]">{between}</span> : null}
          <kbd className="inline-grid place-items-center min-w-6 h-6 px-1.5 rounded-control border border-line-strong bg-sunken text-text font-sans text-[0.857rem] leading-none">{cap}</kbd>
        </span>
      ))}
    </span>
  );
}
