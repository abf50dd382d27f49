import { initPluginTranslations } from '@grafana/i18n';
import { createRoot } from 'react-dom/client';

import { App } from './App';
import { readPage } from './page';

// Grafana's components ask for words; without a language they complain in the console.
void initPluginTranslations('tocsin-preview').then(() => {
  createRoot(document.getElementById('page')!).render(<App page={readPage()} />);
});
