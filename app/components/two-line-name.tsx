/** A name over what tells it apart from its namesakes: a KOL over the campaign. */
export function TwoLineName({ name, under }: { readonly name: string; readonly under: string }) {
  return (
    <span>
      <span className="block">{name}</span>
      <span className="block font-normal text-muted text-[0.857rem]">{under}</span>
    </span>
  );
}
