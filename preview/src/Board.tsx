import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

import { useAddress } from './address';
import { Boundary } from './Boundary';
import type { Dashboard, Page, Scene } from './page';
import { PanelView } from './PanelView';
import { type Section, sectionsOf } from './sections';

/** As in Grafana: 24 columns, cells 30 high with 8 between them. */
const COLUMNS = 24;
const CELL = 30;
const GAP = 8;
/** Below this width panels stand below each other. */
const NARROW = 768;

interface Props {
  page: Page;
  dashboard: Dashboard;
  scene: Scene;
}

export function Board({ page, dashboard, scene }: Props) {
  const styles = useStyles2(getStyles);
  const [ref, width] = useWidth();
  return (
    <div className={styles.board}>
      <div ref={ref} />
      {width > 0 &&
        sectionsOf(dashboard.panels).map((section) => (
          <Row key={section.row?.id ?? 'first'} {...{ page, dashboard, scene, section, width }} />
        ))}
    </div>
  );
}

function Row({ page, dashboard, scene, section, width }: Props & { section: Section; width: number }) {
  const styles = useStyles2(getStyles);
  const [address] = useAddress();
  const [chosen, setChosen] = useState<boolean | null>(null);
  useEffect(() => setChosen(null), [address.open]);
  const isOpen = chosen ?? (address.open === 'all' || !section.row?.collapsed);
  const { row } = section;
  return (
    <section aria-label={row?.title}>
      {row && (
        <h2 className={styles.row}>
          <button type="button" aria-expanded={isOpen} onClick={() => setChosen(!isOpen)}>
            <Icon name={isOpen ? 'angle-down' : 'angle-right'} /> {row.title || 'Row'}
            {!isOpen && <span> ({section.panels.length === 1 ? '1 panel' : `${section.panels.length} panels`})</span>}
          </button>
        </h2>
      )}
      {isOpen && <Grid {...{ page, dashboard, scene, section, width }} />}
    </section>
  );
}

function Grid({ page, dashboard, scene, section, width }: Props & { section: Section; width: number }) {
  const styles = useStyles2(getStyles);
  const isNarrow = width < NARROW;
  const column = (width - GAP * (COLUMNS - 1)) / COLUMNS;
  const size = (count: number, cell: number) => count * cell + (count - 1) * GAP;
  return (
    <div className={styles.grid}>
      {section.panels.map((panel) => {
        const { x, y, w, h } = panel.gridPos;
        const place = { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y - section.top + 1} / span ${h}` };
        const alone = { gridColumn: '1 / -1', gridRow: `span ${h}` };
        return (
          <div key={panel.id} style={isNarrow ? alone : place}>
            <Boundary>
              <PanelView
                panel={panel}
                data={scene.data[dashboard.uid]?.[panel.id]}
                nothing={page.nothing}
                scene={scene}
                spans={scene.alarms[dashboard.uid] ?? []}
                width={isNarrow ? width : size(w, column)}
                height={size(h, CELL)}
              />
            </Boundary>
          </div>
        );
      })}
    </div>
  );
}

function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const board = ref.current!;
    const measure = () => setWidth(Math.floor(board.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(board);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

function getStyles(theme: GrafanaTheme2) {
  return {
    board: css({ padding: theme.spacing(0, 2, 4) }),
    row: css({
      ...theme.typography.h5,
      margin: theme.spacing(1, 0),
      button: { background: 'none', border: 'none', padding: theme.spacing(0.5, 0), color: 'inherit' },
      span: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    }),
    grid: css({
      display: 'grid',
      gridTemplateColumns: `repeat(${COLUMNS}, minmax(0, 1fr))`,
      gridAutoRows: CELL,
      gap: GAP,
      '> div': { minWidth: 0 },
    }),
  };
}
