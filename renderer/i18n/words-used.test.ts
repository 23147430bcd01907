import { describe, expect, it } from 'vitest';
import { saidIn } from '../../test/support/said-in';
import { words } from './words';

// A key that is not in the catalog does not compile. This test is the other half: it finds sentences that no screen uses,
// so that both languages hold exactly the sentences a person can meet.

const renderer = saidIn('renderer').map((said) => {
  const namespaces = [...said.source.matchAll(/useTranslation\(\s*(\[[^\]]*\]|'\w+')/g)].flatMap(([, names]) =>
    [...(names ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name ?? ''),
  );
  return { ...said, namespaces: new Set(namespaces) };
});

/** Files that only choose a key, with the namespace in which another file looks it up. */
const picksFor: Readonly<Record<string, string>> = {
  // Validation errors, shown beside the fields of the form.
  'renderer/screens/groups/editor/group-form.ts': 'groups',
  'renderer/screens/connect/connect-form.ts': 'connect',
  // Reasons why a shortcut was refused, shown by the hotkey field.
  'renderer/screens/shared/hotkey/hotkey-recorder.ts': 'settings',
};

const isSaid = (namespace: string, key: string): boolean =>
  renderer.some(({ path, namespaces, strings, templates }) => {
    const full = `${namespace}:${key}`;
    if (strings.has(full) || templates.some((template) => template.test(full))) return true;
    if (!namespaces.has(namespace) && picksFor[path] !== namespace) return false;
    return strings.has(key) || templates.some((template) => template.test(key));
  });

describe('every sentence is used on a screen', () => {
  it.each(Object.entries(words['zh-CN']))('%s', (namespace, table) => {
    const unsaid = Object.keys(table).filter((key) => !isSaid(namespace, key.replace(/_other$/, '')));
    expect(unsaid).toEqual([]);
  });
});
