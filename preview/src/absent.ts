/** Stands in for what Grafana's components refer to and no panel of the page uses. */
const absent = { renderToStaticMarkup: () => '' };

export default absent;

export const Editor = absent;
export const loader = { config: () => undefined };

/** Grafana's fonts are files beside a server; the page takes those of the system. */
export const getFontStyles = () => ({});
