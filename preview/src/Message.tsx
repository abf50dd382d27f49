import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** What is said in place of a drawing. */
export function Message({ lines, standIn = '' }: { lines: string[]; standIn?: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.message}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {standIn && <p className={styles.small}>Grafana does not publish its panel “{standIn}”.</p>}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    message: css({
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'center',
      justifyContent: 'center',
      height: '100%',
      textAlign: 'center',
      color: theme.colors.text.secondary,
      p: { margin: 0 },
    }),
    small: css({ ...theme.typography.bodySmall }),
  };
}
