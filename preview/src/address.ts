import { useSyncExternalStore } from 'react';

/** What is shown, in the fragment of the address, so that a link shows the same: `#board=x&open=all`. */
export interface Address {
  board?: string;
  scene?: string;
  theme?: string;
  open?: string;
}

export function useAddress(): [Address, (changes: Address) => void] {
  const fragment = useSyncExternalStore(subscribe, () => location.hash);
  const address: Address = Object.fromEntries(new URLSearchParams(fragment.slice(1)));
  return [address, (changes) => change({ ...address, ...changes })];
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

function change(address: Address): void {
  const given = Object.entries(address).filter(([, value]) => value !== undefined && value !== '');
  location.hash = new URLSearchParams(given).toString();
}
