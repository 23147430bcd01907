import { useCallback, useEffect, useState } from 'react';
import { type ImportPreview, mostGroupsFileBytes } from '../../../electron/contract/groups-file';
import { type Answer, failed, type Problem, problem } from '../../../electron/contract/problem';
import { useStore } from '../../app/use-app';
import { useBridge } from '../../bridge';
import { useAdvice } from '../../i18n/advice';
import { useTranslation } from '../../i18n/use-translation';
import { toast } from '../../ui/toast';

export type ImportState =
  | { kind: 'reading' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'ready'; preview: ImportPreview };

/**
 * An import from the file to the undo: a dropped file's bytes go to main, or (null) main asks for one; what it would do
 * comes back, and is done only when the person says so. `onEnd`: it is over, one way or the other.
 */
export const useGroupsImport = (dropped: File | null, onEnd: () => void) => {
  const { t } = useTranslation(['groups', 'common']);
  const bridge = useBridge();
  const store = useStore();
  const advice = useAdvice();
  const [state, setState] = useState<ImportState>({ kind: 'reading' });

  const show = useCallback(
    (answer: Answer<ImportPreview | null>) => {
      if (!answer.ok) setState({ kind: 'failed', problem: answer.problem });
      else if (answer.value) setState({ kind: 'ready', preview: answer.value });
      else onEnd();
    },
    [onEnd],
  );
  const choose = useCallback(async () => show(await bridge.readGroupsFile({ file: null })), [bridge, show]);
  useEffect(() => {
    const read = async (file: File): Promise<Answer<ImportPreview | null>> => {
      if (file.size > mostGroupsFileBytes) return failed(problem('file-too-large'));
      try {
        const bytes = new Uint8Array(await file.arrayBuffer());
        return await bridge.readGroupsFile({ file: { name: file.name.slice(0, 255), bytes } });
      } catch {
        // A folder, or a file that is gone: the browser says no more than that.
        return failed(problem('file-unreadable', { reason: file.name }));
      }
    };
    void (dropped ? read(dropped).then(show) : choose());
  }, [bridge, choose, dropped, show]);

  const run = async ({ id, groups }: ImportPreview) => {
    const answer = await bridge.importGroups({ id });
    if (!answer.ok) return setState({ kind: 'failed', problem: answer.problem });
    onEnd();
    store.go({ screen: 'groups' });
    const takeBack = async () => {
      const back = await bridge.takeBackImport({ id });
      toast(back.ok ? t('import-undone') : advice(back.problem));
    };
    const count = groups.filter((group) => group.state !== 'same').length;
    toast(t('imported', { count }), { label: t('common:undo'), run: () => void takeBack() });
  };
  return { state, choose, run };
};
