import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Plugin } from 'vite';

interface Package {
  name: string;
  version: string;
  license: string;
  text: string;
}

/** Writes NOTICE.txt: each package of which the bundle holds code, with its licence. */
export function notice(): Plugin {
  return {
    name: 'notice',
    generateBundle(_options, bundle) {
      const found = new Map<string, Package>();
      for (const chunk of Object.values(bundle)) {
        const modules = chunk.type === 'chunk' ? Object.entries(chunk.modules) : [];
        for (const [id, module] of modules) {
          if (module.renderedLength > 0) {
            const held = packageOf(id.replace(/^\0/, '').split('?')[0]);
            if (held) {
              found.set(`${held.name} ${held.version}`, held);
            }
          }
        }
      }
      this.emitFile({ type: 'asset', fileName: 'NOTICE.txt', source: listed([...found.values()]) });
    },
  };
}

function packageOf(file: string): Package | null {
  if (!file.includes('node_modules')) {
    return null;
  }
  for (let folder = dirname(file); folder.includes('node_modules'); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) {
      const { name, version, license } = JSON.parse(readFileSync(manifest, 'utf8'));
      // Folders within a package may have a package.json that names only the kind of modules.
      if (name && version) {
        return { name, version, license: license ?? 'see its text', text: textOf(folder) };
      }
    }
  }
  throw new Error(`${file} belongs to no package, so its licence is not known`);
}

function textOf(folder: string): string {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|notice|copying)/i.test(name));
  return names
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())
    .join('\n\n');
}

/** Each licence text once, below the packages that come under it. */
function listed(packages: Package[]): string {
  const byText = new Map<string, Package[]>();
  for (const each of packages.sort((a, b) => a.name.localeCompare(b.name))) {
    const text = each.text || `No text comes with it; its manifest says: ${each.license}.`;
    byText.set(text, [...(byText.get(text) ?? []), each]);
  }
  const head = `The page holds code of ${packages.length} packages of npm.\n`;
  const parts = [...byText].map(([text, group]) => {
    const names = group.map(({ name, version, license }) => `${name} ${version} (${license})`);
    return `${names.join('\n')}\n\n${text.replaceAll('\r\n', '\n').replace(/[ \t]+$/gm, '')}\n`;
  });
  return [head, ...parts].join(`\n${'-'.repeat(72)}\n\n`);
}
