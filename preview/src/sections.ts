import type { Panel } from './page';

/** A row with its panels; those before the first row have none. */
export interface Section {
  row: Panel | null;
  top: number;
  panels: Panel[];
}

/** Return what a dashboard shows from top to bottom; open rows have their panels behind them. */
export function sectionsOf(panels: Panel[]): Section[] {
  const sections: Section[] = [];
  for (const panel of [...panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x)) {
    if (panel.type === 'row') {
      sections.push({ row: panel, top: panel.gridPos.y + 1, panels: [...(panel.panels ?? [])] });
    } else {
      if (!sections.length) {
        sections.push({ row: null, top: panel.gridPos.y, panels: [] });
      }
      sections[sections.length - 1].panels.push(panel);
    }
  }
  // Panels of a closed row may stand where they were when it was closed.
  return sections.map((section) => {
    const highest = Math.min(...section.panels.map(({ gridPos }) => gridPos.y));
    return section.row?.panels?.length ? { ...section, top: highest } : section;
  });
}

/** Return all panels, also of closed rows, and no rows. */
export function panelsOf(panels: Panel[]): Panel[] {
  return sectionsOf(panels).flatMap((section) => section.panels);
}
