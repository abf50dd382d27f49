import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { useAddress } from './address';
import { panelsOf } from './sections';
import type { Dashboard, Scene } from './page';
import { drawnPanels } from './scenes';

/** How many panels have data, and a way to each: a drill feeds few. */
export function DrawnPanels({ dashboard, scene }: { dashboard: Dashboard; scene: Scene }) {
  const styles = useStyles2(getStyles);
  const [, change] = useAddress();
  const drawn = new Set(drawnPanels(scene.data[dashboard.uid]));
  const panels = panelsOf(dashboard.panels).filter(({ type }) => type !== 'text');
  const show = (id: number) => {
    change({ open: 'all' });
    // Once a row that was closed is there.
    setTimeout(() => document.querySelector(`[data-panel="${id}"]`)?.scrollIntoView({ block: 'center' }), 100);
  };
  const words = `These data say something about ${drawn.size} of ${panels.length} panels`;
  if (!drawn.size) {
    return <p className={styles.list}>{words}.</p>;
  }
  return (
    <details className={styles.list}>
      <summary>{words}</summary>
      <nav aria-label="Panels with data">
        {panels
          .filter(({ id }) => drawn.has(String(id)))
          .map(({ id, title }) => (
            <button key={id} type="button" onClick={() => show(id)}>
              {title || `panel ${id}`}
            </button>
          ))}
      </nav>
    </details>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({
      margin: theme.spacing(0, 2, 1),
      color: theme.colors.text.secondary,
      summary: { cursor: 'pointer' },
      nav: { margin: theme.spacing(0.5, 2) },
      button: {
        background: 'none',
        border: 'none',
        padding: theme.spacing(0, 0.5),
        color: theme.colors.text.link,
        '&:hover': { textDecoration: 'underline' },
      },
    }),
  };
}
