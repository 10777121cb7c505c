/** Keys as they stand on a keyboard. */
export function KeyCaps({ keys }: { readonly keys: readonly string[] }) {
  return <kbd>{keys.join(' ')}</kbd>;
}
