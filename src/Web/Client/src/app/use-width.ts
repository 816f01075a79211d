import { useSyncExternalStore } from 'react';

export type Width = 'wide' | 'middle' | 'narrow';

const wide = matchMedia('(min-width: 1360px)');
const narrow = matchMedia('(max-width: 1023.98px)');

export function useWidth(): Width {
  return useSyncExternalStore(subscribe, read);
}

function read(): Width {
  if (wide.matches) return 'wide';
  return narrow.matches ? 'narrow' : 'middle';
}

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  narrow.addEventListener('change', listener);
  return () => {
    wide.removeEventListener('change', listener);
    narrow.removeEventListener('change', listener);
  };
}
