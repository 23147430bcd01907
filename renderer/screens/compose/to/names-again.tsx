import { useEffect, useRef } from 'react';
import type { Recipient } from '../../../../electron/contract/model/draft';
import type { PlannedPerson } from '../../../../electron/contract/model/plan';
import { personKey, recipientKey } from '../../../../electron/contract/rules/person-key';
import { useApp } from '../../../state/app-store';
import { useDirectory } from '../../../state/directory';
import { useComposer, useComposerState } from '../draft/composer';
import { addRecipients } from '../draft/recipients';

/** Waits for the first reading of the contacts to end. Names of groups wait too; what is to be read again are our own. */
const WhenRead = ({ names }: { names: string }) => {
  const composer = useComposer();
  const view = useDirectory(useApp((state) => state.currentWorkspaceId));
  const over = view !== null && view.reading === null;
  // Given up, nobody is any surer than before.
  const whole = over && view.at !== null;
  // Once: what is still said of some after that is only being said anew.
  const now = useRef(names);
  now.current = names;
  useEffect(() => {
    if (!over) return;
    const again = async () => {
      const answer = whole && now.current !== '' ? await composer.readLines(now.current) : null;
      const lines = answer?.ok ? answer.value : [];
      const found = new Map<string, Recipient>(
        lines.flatMap(({ line, person, problem }) =>
          problem === null ? [[personKey({ name: line }), { kind: 'person', person }]] : [],
        ),
      );
      const { to } = composer.current().draft;
      const named = to.map((each) => found.get(recipientKey(each)) ?? each);
      if (named.some((each, index) => each !== to[index])) composer.edit({ to: addRecipients([], named) });
      else composer.replan();
    };
    void again();
  }, [composer, over, whole]);
  return null;
};

/**
 * Names that could not be told while the contacts were read for the first time are read anew once they have been, even if
 * that was while somebody looked at another screen.
 */
export const NamesAgain = ({ to, planned }: { to: readonly Recipient[]; planned: readonly PlannedPerson[] }) => {
  const { unsure } = useComposerState();
  const last = new Map(planned.map((person) => [person.key, person]));
  const waits = [...last.values()].filter(({ preflight }) => preflight?.problem.advice === 'contacts-being-read');
  const keys = new Set([...waits.map(({ key }) => key), ...[...unsure].map((name) => personKey({ name }))]);
  const names = to.flatMap((each) => (each.kind === 'person' && keys.has(recipientKey(each)) ? each.person.name : []));
  return waits.length + names.length > 0 ? <WhenRead names={names.join('\n')} /> : null;
};
