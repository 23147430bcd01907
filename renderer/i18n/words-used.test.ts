import { describe, expect, it } from 'vitest';
import { saidIn } from '../../test/support/said-in';
import { words } from './words';

// A key that is not in the catalogue does not compile. This is the other half: a sentence that nobody says any more is
// found here, so that both languages hold what a person can meet and nothing else.

const renderer = saidIn('renderer').map((said) => {
  const namespaces = [...said.source.matchAll(/useTranslation\(\s*(\[[^\]]*\]|'\w+')/g)].flatMap(([, names]) =>
    [...(names ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name ?? ''),
  );
  return { ...said, namespaces: new Set(namespaces) };
});

/** Files that only pick a key, and the namespace in which another one says it. */
const picksFor: Readonly<Record<string, string>> = {
  // What is wrong with a form, said beside its fields.
  'renderer/screens/groups/editor/group-form.ts': 'groups',
  'renderer/screens/connect/connect-form.ts': 'connect',
  // What is wrong with the keys that were pressed, said by the hotkey field.
  'renderer/screens/shared/hotkey-recorder.ts': 'settings',
};

const isSaid = (namespace: string, key: string): boolean =>
  renderer.some(({ path, namespaces, strings, templates }) => {
    const full = `${namespace}:${key}`;
    if (strings.has(full) || templates.some((template) => template.test(full))) return true;
    if (!namespaces.has(namespace) && picksFor[path] !== namespace) return false;
    return strings.has(key) || templates.some((template) => template.test(key));
  });

describe('every sentence is said on a screen', () => {
  it.each(Object.entries(words['zh-CN']))('%s', (namespace, table) => {
    const unsaid = Object.keys(table).filter((key) => !isSaid(namespace, key.replace(/_other$/, '')));
    expect(unsaid).toEqual([]);
  });
});
