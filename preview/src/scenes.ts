import type { Dashboard, Page, Scene } from './page';

/** Return the scenes that have data for a dashboard; all where none has. */
export function scenesOf(page: Page, dashboard: Dashboard): Scene[] {
  const found = page.scenes.filter(({ data }) => drawnPanels(data[dashboard.uid]).length > 0);
  return found.length ? found : page.scenes;
}

/** Return the ids of the panels that have something to draw. */
export function drawnPanels(data: Scene['data'][string] = {}): string[] {
  return Object.keys(data).filter((id) => data[id].series.length > 0);
}
