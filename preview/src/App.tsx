import { GlobalStyles, PortalContainer, ThemeContext } from '@grafana/ui';

import type { MouseEvent } from 'react';

import { useAddress } from './address';
import { AlarmList } from './AlarmList';
import { Board } from './Board';
import { DrawnPanels } from './DrawnPanels';
import { Header } from './Header';
import type { Page } from './page';
import { scenesOf } from './scenes';
import { useTheme } from './theme';

export function App({ page }: { page: Page }) {
  const [theme, mode, setMode] = useTheme();
  const [address, change] = useAddress();
  const dashboard = page.dashboards.find(({ uid }) => uid === address.board) ?? page.dashboards[0];
  const scenes = scenesOf(page, dashboard);
  const scene = (address.scene && page.scenes[Number(address.scene)]) || scenes[0];
  const shown = { dashboard, scenes, scene, mode, setMode };
  /** A link to a dashboard that is on the page shows it, because there is no server to follow it to. */
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const board = link?.getAttribute('href')?.match(/(?:^|\/)d\/([^/?#]+)/)?.[1];
    if (page.dashboards.some(({ uid }) => uid === board)) {
      event.preventDefault();
      change({ board, scene: '' });
    }
  };
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <Header page={page} {...shown} />
      <main onClick={follow}>
        <DrawnPanels dashboard={dashboard} scene={scene} />
        <AlarmList spans={scene.alarms[dashboard.uid] ?? []} scene={scene} />
        <Board key={dashboard.uid} page={page} dashboard={dashboard} scene={scene} />
      </main>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}
