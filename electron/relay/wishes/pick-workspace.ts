import { called, plainText, tidied } from '../../contract/plain-text';
import type { NamedWorkspace } from '../program/open-parts';

export type Pick = { kind: 'picked'; workspace: NamedWorkspace } | { kind: 'needed' | 'unknown'; candidates: string };

/** The workspace that a caller names among those it may use; without a name the only one. Nothing is guessed. */
export const pickServed = (name: string | null, usable: readonly NamedWorkspace[]): Pick => {
  const candidates = usable.map((each) => each.name).join(' · ');
  if (name === null) {
    const [only, ...others] = usable;
    return only && others.length === 0 ? { kind: 'picked', workspace: only } : { kind: 'needed', candidates };
  }
  const plain = plainText(name);
  const byName = called(tidied(name), usable);
  const [meant, ...others] = usable.filter(
    (each) =>
      byName.includes(each) ||
      each.id === plain ||
      each.id === `ws_${plain}` ||
      (!each.practice && each.appId === plain),
  );
  return meant && others.length === 0 ? { kind: 'picked', workspace: meant } : { kind: 'unknown', candidates };
};
