import { createTheme, type GrafanaTheme2 } from '@grafana/data';
import { useEffect, useMemo } from 'react';

import { useAddress } from './address';

export type Mode = 'dark' | 'light';

/** The theme that the address names, or else the one that the viewer's system prefers. */
export function useTheme(): [GrafanaTheme2, Mode, (mode: Mode) => void] {
  const [address, change] = useAddress();
  const preferred = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  const mode: Mode = address.theme === 'dark' || address.theme === 'light' ? address.theme : preferred;
  const theme = useMemo(() => createTheme({ colors: { mode } }), [mode]);
  useEffect(() => {
    document.documentElement.style.colorScheme = mode;
    document.body.style.background = theme.colors.background.canvas;
  }, [mode, theme]);
  return [theme, mode, (theme) => change({ theme })];
}
