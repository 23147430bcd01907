import { useEffect, useRef } from 'react';
import type { Recipient } from '../../../../electron/contract/model/draft';
import type { PlannedPerson } from '../../../../electron/contract/model/plan';
import { personKey, recipientKey } from '../../../../electron/contract/rules/person-key';
import { useApp } from '../../../state/app-store';
import { useDirectory } from '../../../state/directory';
import { useComposer, useComposerState } from '../draft/composer';
import { addRecipients } from '../draft/recipients';

/** Waits for the first reading of the contacts to end, then reads the names again. Members of groups only need a new plan. */
const WhenRead = ({ names }: { names: string }) => {
  const composer = useComposer();
  const view = useDirectory(useApp((state) => state.currentWorkspaceId));
  const over = view !== null && view.reading === null;
  // A reading that was given up makes no name clearer.
  const whole = over && view.at !== null;
  // Read once: a name that is still unclear after that stays so.
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
 * Reads names again that could not be looked up while the contacts were being read for the first time, once that has ended,
 * even if the person was on another screen then.
 */
export const NamesAgain = ({ to, planned }: { to: readonly Recipient[]; planned: readonly PlannedPerson[] }) => {
  const { unsure } = useComposerState();
  const last = new Map(planned.map((person) => [person.key, person]));
  const waits = [...last.values()].filter(({ preflight }) => preflight?.problem.advice === 'contacts-being-read');
  const keys = new Set([...waits.map(({ key }) => key), ...[...unsure].map((name) => personKey({ name }))]);
  const names = to.flatMap((each) => (each.kind === 'person' && keys.has(recipientKey(each)) ? each.person.name : []));
  return waits.length + names.length > 0 ? <WhenRead names={names.join('\n')} /> : null;
};
