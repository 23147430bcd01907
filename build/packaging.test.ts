import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandNames } from '../electron/desktop/command-line/parse-command';
import { linkScheme } from '../electron/desktop/command-line/read-link';
import { desktopName, productName } from '../package.json';
import { updateSource } from './package-app.mjs';

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');

test('the launcher knows every command by its first word, and takes nothing else for one', () => {
  const listed = /^ {4}(send [^)]+)\)$/m.exec(read('launcher/feishu-buzz.sh'))?.[1]?.split(' | ') ?? [];
  expect(new Set(listed)).toEqual(commandNames);
});

test('the desktop finds the entry of a window: by the name of its file on Wayland, by its class on X11', () => {
  const config = read('electron-builder.yml');
  const [, executable] = /executableName: (.+)/.exec(config) ?? [];
  expect(desktopName).toBe(`${executable}.desktop`);
  expect(config).toContain(`StartupWMClass: ${productName}\n`);
  expect(config).toContain(`schemes: [${linkScheme}]`);
});

describe('where updates come from', () => {
  test('is nowhere on a machine that does not say', () => {
    expect(updateSource({})).toBeNull();
    expect(updateSource({ GITHUB_REPOSITORY: 'nonsense' })).toBeNull();
  });

  test('is the repository that builds it, or an address of one’s own', () => {
    expect(updateSource({ GITHUB_REPOSITORY: 'acme/buzz' })).toEqual({
      provider: 'github',
      owner: 'acme',
      repo: 'buzz',
    });
    const url = 'https://example.com/updates';
    expect(updateSource({ GITHUB_REPOSITORY: 'acme/buzz', FEISHU_BUZZ_UPDATE_URL: url })).toEqual({
      provider: 'generic',
      url,
    });
  });
});
