import './base.css';

import { initPluginTranslations } from '@grafana/i18n';
import { createRoot } from 'react-dom/client';

import { App } from './App';
import { readPage } from './page';

async function start(): Promise<void> {
  // Grafana's components ask for words; without a language they complain in the console.
  await initPluginTranslations('tocsin-preview');
  // Charts measure their labels at once, by the font that is there then.
  await document.fonts.load('12px Inter').catch(() => undefined);
  createRoot(document.getElementById('page')!).render(<App page={readPage()} />);
}

void start();
