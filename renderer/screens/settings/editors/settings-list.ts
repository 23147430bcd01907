import { type Answer, ok } from '../../../../electron/contract/advice/problem';
import type { InputOf } from '../../../../electron/contract/ipc/ipc';
import type { Ladder } from '../../../../electron/contract/model/ladder';
import type { Settings, Template } from '../../../../electron/contract/model/settings';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp, useAppStore } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { putBack } from '../../shared/ordered-list';
import { createKeptEdit } from '../../shared/use-editor';
import { useChangeSettings } from '../controls/section';
import type { LadderForm } from './ladder-form';
import type { TemplateForm } from './template-form';

/** One list of named things in the settings. */
interface SettingsList<Item> {
  of: (settings: Settings) => readonly Item[];
  /** Change of the settings that replaces the list. */
  change: (items: Item[]) => InputOf<'changeSettings'>;
}

export const ladderList: SettingsList<Ladder> = {
  of: (settings) => settings.ladders,
  change: (ladders) => ({ ladders }),
};

export const templateList: SettingsList<Template> = {
  of: (settings) => settings.templates,
  change: (templates) => ({ templates }),
};

/** Reads one list of the settings and changes it in main. */
export const useSettingsList = <Item extends { id: string; name: string }>(list: SettingsList<Item>) => {
  const { t } = useTranslation('common');
  const bridge = useBridge();
  const store = useAppStore();
  const change = useChangeSettings();
  const items = useApp((state) => list.of(state.settings));
  const save = (next: readonly Item[]) => change(list.change([...next]));
  return {
    items,
    /** Saves the whole list. True when it was saved; a refusal is shown. */
    save,
    /** Saves an item in the place of the one with its id, or at the end. */
    put: async (item: Item): Promise<Answer<Item>> => {
      const there = items.some((each) => each.id === item.id);
      const next = there ? items.map((each) => (each.id === item.id ? item : each)) : [...items, item];
      const answer = await bridge.changeSettings(list.change(next));
      return answer.ok ? ok(item) : answer;
    },
    /** Removes an item, with a toast (`removed`) that offers to put it back in its place. */
    remove: async (item: Item, removed: string) => {
      if (!(await save(items.filter((each) => each.id !== item.id)))) return;
      const undo = () => save(putBack(list.of(store.current().settings), item, items));
      toast(removed, { label: t('undo'), run: () => void undo() });
    },
  };
};

/** Unfinished edit of a ladder or a template. `original` null: a new one. */
export type SettingsEdit =
  | { kind: 'ladders'; original: Ladder | null; form: LadderForm }
  | { kind: 'templates'; original: Template | null; form: TemplateForm };

export const keptSettingsEdit = createKeptEdit<SettingsEdit>();
