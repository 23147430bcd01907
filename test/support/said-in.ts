import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Said {
  /** Path from the root of the project. */
  path: string;
  /** Code without comments, which may name a key that the code does not use. */
  source: string;
  /** Whole strings in the code. */
  strings: ReadonlySet<string>;
  /** Template literals as patterns: `hold-${channel}` matches every `hold-…`. */
  templates: readonly RegExp[];
}

const root = join(import.meta.dirname, '../..');

/** Reads the sources below a folder, without tests and without the catalogs. */
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
          // A template must have a word of its own: one that consists of placeholders only would match every key.
          .filter((text) => /[a-z]/.test(text.replace(/\$\{[^}]+\}/g, '')))
          .map((text) => new RegExp(`^${text.replace(/\$\{[^}]+\}/g, '[\\w-]+')}$`)),
      };
    });
