import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  lines: string[];
  questions?: string[];
  standIn?: string;
}

/** What is said in place of a drawing. */
export function Message({ lines, questions = [], standIn }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.message}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {questions.map((text) => (
        <pre key={text}>{text}</pre>
      ))}
      {standIn && <p className={styles.small}>Grafana does not publish its panel “{standIn}”, and it is not drawn here.</p>}
    </div>
  );
}

/** What is said below a drawing. */
export function Captions({ lines }: { lines: string[] }) {
  const styles = useStyles2(getStyles);
  return lines.map((line) => (
    <p key={line} className={styles.caption} title={line}>
      {line}
    </p>
  ));
}

function getStyles(theme: GrafanaTheme2) {
  const small = { ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: 0 };
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
      pre: { maxWidth: '100%', margin: theme.spacing(1), fontSize: 12, textAlign: 'left' },
    }),
    small: css(small),
    caption: css({ ...small, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  };
}
