import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Said {
  /** From the root of the project. */
  path: string;
  /** Without comments, which may well speak of a key that nobody asks for. */
  source: string;
  /** Every whole string in it. */
  strings: ReadonlySet<string>;
  /** Its templates as patterns: `hold-${channel}` asks for every `hold-…`. */
  templates: readonly RegExp[];
}

const root = join(import.meta.dirname, '../..');

/** What the sources under a folder say, without tests and without the catalogues themselves. */
export const saidIn = (folder: string): readonly Said[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|i18n\/(zh-CN|en-US)\/|contract\/advice\//.test(path))
    .map((path) => {
      const source = readFileSync(join(root, path), 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/(^|\s)\/\/.*$/gm, '');
      return {
        path,
        source,
        strings: new Set([...source.matchAll(/'([\w:-]+)'/g)].map(([, text]) => text ?? '')),
        templates: [...source.matchAll(/`([\w:-]*(?:\$\{[^}`]+\}[\w:-]*)+)`/g)]
          .map(([, text]) => text ?? '')
          // A template has to hold a word of its own: one made of holes alone would ask for everything.
          .filter((text) => /[a-z]/.test(text.replace(/\$\{[^}]+\}/g, '')))
          .map((text) => new RegExp(`^${text.replace(/\$\{[^}]+\}/g, '[\\w-]+')}$`)),
      };
    });
