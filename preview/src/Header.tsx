import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { useAddress } from './address';
import type { Dashboard, Page, Scene } from './page';
import type { Mode } from './theme';
import { moment } from './times';

interface Props {
  page: Page;
  dashboard: Dashboard;
  scenes: Scene[];
  scene: Scene;
  mode: Mode;
  setMode: (mode: Mode) => void;
}

/** The title, what the data are, and what can be chosen. */
export function Header({ page, dashboard, scenes, scene, mode, setMode }: Props) {
  const styles = useStyles2(getStyles);
  const [address, change] = useAddress();
  const other = mode === 'dark' ? 'light' : 'dark';
  const boards = page.dashboards.map(({ uid, title }): Choice => [uid, title]);
  const data = scenes.map((each): Choice => [String(page.scenes.indexOf(each)), each.name]);
  return (
    <header className={styles.header}>
      <div className={styles.titles}>
        <h1>{dashboard.title}</h1>
        <p>
          {page.source}: <strong>{scene.name}</strong>, {moment(scene.from)} to {moment(scene.to)} UTC.
        </p>
      </div>
      <div className={styles.controls}>
        <Menu label="Dashboard" choices={boards} value={dashboard.uid} choose={(board) => change({ board, scene: '' })} />
        <Menu
          label="Data"
          choices={data}
          value={String(page.scenes.indexOf(scene))}
          choose={(scene) => change({ scene })}
        />
        <button type="button" onClick={() => change({ open: address.open === 'all' ? '' : 'all' })}>
          {address.open === 'all' ? 'Rows as at first' : 'Open all rows'}
        </button>
        <button type="button" onClick={() => setMode(other)}>
          {other === 'dark' ? 'Dark' : 'Light'}
        </button>
      </div>
    </header>
  );
}

type Choice = [value: string, text: string];

/** A menu; nothing where there is only one choice. */
function Menu(props: { label: string; choices: Choice[]; value: string; choose: (value: string) => void }) {
  if (props.choices.length < 2) {
    return null;
  }
  return (
    <label>
      {props.label}{' '}
      <select value={props.value} onChange={(event) => props.choose(event.target.value)}>
        {props.choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const control = {
    color: theme.colors.text.primary,
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(0.5, 1),
    minHeight: 32,
    maxWidth: 360,
  };
  return {
    header: css({
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 3),
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      padding: theme.spacing(2),
      h1: { ...theme.typography.h3, margin: 0 },
      p: { margin: 0, color: theme.colors.text.secondary, maxWidth: '100ch' },
    }),
    titles: css({ flex: '1 1 480px' }),
    controls: css({
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 2),
      alignItems: 'center',
      label: { color: theme.colors.text.secondary },
      button: control,
      select: control,
    }),
  };
}
