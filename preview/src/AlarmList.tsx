import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { AlarmSpan, Scene } from './page';
import { clock } from './times';

/** In words what the red marks in the charts say. */
export function AlarmList({ spans, scene }: { spans: AlarmSpan[]; scene: Scene }) {
  const styles = useStyles2(getStyles);
  const names = new Set(spans.map(({ alarm }) => alarm));
  if (!spans.length) {
    return <p className={styles.quiet}>No alarm of this dashboard is in ALARM in these data.</p>;
  }
  return (
    <details className={styles.list}>
      <summary>
        {names.size === 1 ? '1 alarm is' : `${names.size} alarms are`} in ALARM in these data; red marks in the
        charts show when
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Alarm</th>
            <th scope="col">from</th>
            <th scope="col">to</th>
          </tr>
        </thead>
        <tbody>
          {spans.map(({ alarm, begins, ends }) => (
            <tr key={`${alarm} ${begins}`}>
              <td>{alarm}</td>
              <td>{begins <= scene.from ? 'the beginning' : clock(begins)}</td>
              <td>{ends === null ? 'the end' : clock(ends)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const margin = theme.spacing(0, 2, 1);
  return {
    quiet: css({ margin, color: theme.colors.text.secondary }),
    list: css({
      margin,
      summary: { color: theme.colors.error.text, cursor: 'pointer' },
      table: { margin: theme.spacing(1, 2) },
      'td, th': { padding: theme.spacing(0.25, 2, 0.25, 0), textAlign: 'left' },
    }),
  };
}
