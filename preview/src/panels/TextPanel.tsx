import { css } from '@emotion/css';
import { type GrafanaTheme2, renderTextPanelMarkdown, textUtil } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { DrawProps } from '.';

export function TextPanel({ panel, height }: DrawProps) {
  const styles = useStyles2(getStyles);
  const content: string = panel.options?.content ?? '';
  // Both ways remove what could run.
  const html = panel.options?.mode === 'html' ? textUtil.sanitize(content) : renderTextPanelMarkdown(content);
  return (
    <div
      className={`markdown-html ${styles.text}`}
      style={{ height }}
      tabIndex={0}
      role="region"
      aria-label={panel.title || 'Text'}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

function getStyles(_theme: GrafanaTheme2) {
  return { text: css({ overflow: 'auto' }) };
}
