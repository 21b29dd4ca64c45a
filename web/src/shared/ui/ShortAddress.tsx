/** An address as people compare it: its ends, with the whole of it for screen readers and on hovering. */
export function ShortAddress({ address }: { readonly address: string }) {
  return (
    <span className="code" title={address}>
      <span aria-hidden="true">{`${address.slice(0, 6)}…${address.slice(-4)}`}</span>
      <span className="hidden-visually">{address}</span>
    </span>
  );
}
