import { createTheme, type GrafanaTheme2 } from '@grafana/data';
import { useEffect, useMemo, useSyncExternalStore } from 'react';

import { useAddress } from './address';

export type Mode = 'dark' | 'light';

const LIGHT = matchMedia('(prefers-color-scheme: light)');

/** The theme that the address names, or else the one that the viewer's system prefers. */
export function useTheme(): [GrafanaTheme2, Mode, (mode: Mode) => void] {
  const [address, change] = useAddress();
  const prefersLight = useSyncExternalStore(subscribe, () => LIGHT.matches);
  const preferred = prefersLight ? 'light' : 'dark';
  const mode: Mode = address.theme === 'dark' || address.theme === 'light' ? address.theme : preferred;
  const theme = useMemo(() => createTheme({ colors: { mode } }), [mode]);
  useEffect(() => {
    document.documentElement.style.colorScheme = mode;
    document.body.style.background = theme.colors.background.canvas;
  }, [mode, theme]);
  return [theme, mode, (theme) => change({ theme })];
}

function subscribe(listener: () => void): () => void {
  LIGHT.addEventListener('change', listener);
  return () => LIGHT.removeEventListener('change', listener);
}
