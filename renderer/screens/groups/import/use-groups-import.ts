import { useCallback, useEffect, useState } from 'react';
import { type Answer, failed, ok, type Problem, problem } from '../../../../electron/contract/advice/problem';
import type { Encoding } from '../../../../electron/contract/encodings';
import type { Bridge } from '../../../../electron/contract/ipc/ipc';
import { mostGroupsFileBytes } from '../../../../electron/contract/limits';
import type { FieldChange, ImportedGroup, ImportPreview } from '../../../../electron/contract/model/group';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useAppStore } from '../../../state/app-store';
import { useFileReceiver } from '../../../state/asking';
import { toast } from '../../../ui/feedback/toast';

type ImportState =
  /** Waiting for a file to be dropped or chosen. */
  | { kind: 'asking' }
  | { kind: 'reading' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'ready'; preview: ImportPreview };

const readDropped = async (bridge: Bridge, file: File): Promise<Answer<ImportPreview>> => {
  if (file.size > mostGroupsFileBytes) return failed(problem('file-too-large'));
  const unreadable = failed(problem('file-unreadable', { reason: file.name }));
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const answer = await bridge.readGroupsFile({ file: { name: file.name.slice(0, 255), bytes } });
    if (!answer.ok) return answer;
    return answer.value ? ok(answer.value) : unreadable;
  } catch {
    // It is a folder, or the file is gone: the browser tells no more.
    return unreadable;
  }
};

/** A change as it is ticked: fields of one group have different names. */
export const tickOf = (group: string, { field }: FieldChange): string => `${field} ${group}`;

/** True if the import would change the group, with these changes ticked. */
export const isChanged = ({ name, state, added, changes }: ImportedGroup, ticked: ReadonlySet<string>): boolean =>
  state === 'new' || added > 0 || changes.some((change) => !change.asks || ticked.has(tickOf(name, change)));

/**
 * Runs an import from the file to the undo: main gets the bytes of a dropped file or asks for one, answers with a preview,
 * and imports it once the person agrees. `dropped` null: there is no file yet.
 */
export const useGroupsImport = (dropped: File | null, onEnd: () => void) => {
  const { t } = useTranslation(['groups', 'common']);
  const bridge = useBridge();
  const store = useAppStore();
  const advice = useAdvice();
  const [state, setState] = useState<ImportState>({ kind: dropped ? 'reading' : 'asking' });

  const show = useCallback((answer: Answer<ImportPreview>) => {
    setState(answer.ok ? { kind: 'ready', preview: answer.value } : { kind: 'failed', problem: answer.problem });
  }, []);
  const choose = async () => {
    const answer = await bridge.readGroupsFile({ file: null });
    if (!answer.ok) show(answer);
    // After closing the file dialog one may still drop a file.
    else if (answer.value) show(ok(answer.value));
  };
  const take = useCallback(
    (file: File) => {
      setState({ kind: 'reading' });
      void readDropped(bridge, file).then(show);
    },
    [bridge, show],
  );
  useFileReceiver(take);
  useEffect(() => {
    if (dropped) take(dropped);
  }, [dropped, take]);

  const readAs = async ({ id }: ImportPreview, encoding: Encoding) =>
    show(await bridge.readGroupsFileAs({ id, encoding }));

  const run = async ({ id, groups }: ImportPreview, ticked: ReadonlySet<string>) => {
    const answer = await bridge.importGroups({
      id,
      ticked: groups.flatMap(({ name, changes }) =>
        changes
          .filter((change) => change.asks && ticked.has(tickOf(name, change)))
          .map(({ field }) => ({ group: name, field })),
      ),
    });
    if (!answer.ok) return setState({ kind: 'failed', problem: answer.problem });
    onEnd();
    store.go({ screen: 'groups' });
    const takeBack = async () => {
      const back = await bridge.takeBackImport({ id });
      toast(back.ok ? t('import-undone') : advice(back.problem));
    };
    const count = groups.filter((group) => isChanged(group, ticked)).length;
    toast(t('imported', { count }), { label: t('common:undo'), run: () => void takeBack() });
  };
  return { state, choose, readAs, run };
};
