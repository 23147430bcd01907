import { useCallback, useRef } from 'react';
import type { Group } from '../../../../electron/contract/model/group';
import type { GroupId } from '../../../../electron/contract/model/ids';
import { useBridge } from '../../../bridge';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { Field } from '../../../ui/form/field';
import { TextInput } from '../../../ui/form/text-input';
import { EditorScreen } from '../../shared/editor-screen';
import { HotkeyField } from '../../shared/hotkey/hotkey-field';
import { useEditor } from '../../shared/use-editor';
import { IconPicker } from '../icon/icon-picker';
import { useDifferences } from '../use-differences';
import { DefaultsField } from './defaults-field';
import type { ChangeFollows } from './follows';
import { FollowsField } from './follows-field';
import styles from './group-editor.module.css';
import { formOf, type GroupForm, groupOf, isChanged, keptGroupEdit, nameProblem } from './group-form';
import { LinkedChatField } from './linked-chat-field';
import type { ChangeMembers } from './members';
import { MembersField } from './members-field';

/** Shortcut that opens compose with this group. Main tries it at once; it works once the group is saved. */
const GroupHotkeyField = (props: { groupId: GroupId | null; value: string; onChange: (hotkey: string) => void }) => {
  const { groupId, value, onChange } = props;
  const { t } = useTranslation('groups');
  const bridge = useBridge();
  const keep = useRef(onChange);
  keep.current = onChange;
  const ask = useCallback(
    async (accelerator: string) => {
      const answer = await bridge.testHotkey({ accelerator, groupId });
      if (answer.ok && answer.value.accelerator === accelerator) keep.current(accelerator);
      return answer;
    },
    [bridge, groupId],
  );
  return <HotkeyField label={t('hotkey')} hint={t('hotkey-hint')} value={value} ask={ask} />;
};

interface GroupEditorProps {
  /** Null: a new group. */
  original: Group | null;
  /** Form as it was when the person left the editor for another tab. */
  kept: GroupForm | null;
  /** Gets the saved group, or null when the person gave the edit up. */
  onDone: (group: Group | null) => void;
}

const none: readonly string[] = [];

/** Makes or changes a group. */
export const GroupEditor = ({ original, kept, onDone }: GroupEditorProps) => {
  const { t } = useTranslation(['groups', 'common']);
  const bridge = useBridge();
  const workspaceId = useApp((state) => state.currentWorkspaceId);
  const groups = useApp((state) => state.groups);
  const keep = useCallback(
    (form: GroupForm | null) => keptGroupEdit.keep(form && { workspaceId, original, form }),
    [workspaceId, original],
  );
  const { form, setForm, change, tried, screen } = useEditor<GroupForm, Group>({
    begin: kept ?? formOf(original),
    isChanged: (now) => isChanged(now, original),
    keep,
    save: (now) => (nameProblem(now, groups) === null ? bridge.saveGroup(groupOf(now, workspaceId)) : null),
    onDone: (group) => {
      if (group) toast(t('saved', { name: group.name }));
      onDone(group);
    },
  });
  const wrong = nameProblem(form, groups);
  const differs = useDifferences().get(form.id as GroupId);
  const changeMembers: ChangeMembers = useCallback(
    (next) => setForm((old) => ({ ...old, members: next(old.members) })),
    [setForm],
  );
  const changeFollows: ChangeFollows = useCallback(
    (next) => setForm((old) => ({ ...old, follows: next(old.follows) })),
    [setForm],
  );
  return (
    <EditorScreen title={t(original ? 'edit-title' : 'new-title')} {...screen}>
      <Field label={t('name')} error={tried && wrong ? t(wrong) : null}>
        {(control) => (
          <div className={styles.nameLine}>
            <IconPicker value={form.icon} onChange={(icon) => change({ icon })} />
            <TextInput
              {...control}
              className={styles.grow}
              autoFocus={original === null}
              value={form.name}
              placeholder={t('name-placeholder')}
              onChange={(event) => change({ name: event.target.value })}
            />
          </div>
        )}
      </Field>
      <MembersField
        gone={differs?.gone ?? none}
        members={form.members}
        follows={form.follows}
        onChange={changeMembers}
        onFollows={changeFollows}
      />
      <FollowsField follows={form.follows} members={form.members} onMembers={changeMembers} onFollows={changeFollows} />
      <LinkedChatField
        chat={form.linkedChat}
        members={form.members}
        onMembers={changeMembers}
        onChange={(linkedChat) =>
          change({
            linkedChat,
            // Without a chat there is nowhere to deliver to by default.
            ...(linkedChat === null && form.defaults.delivery === 'chat'
              ? { defaults: { ...form.defaults, delivery: null } }
              : {}),
          })
        }
      />
      <DefaultsField
        defaults={form.defaults}
        linked={form.linkedChat !== null}
        onChange={(defaults) => change({ defaults })}
      />
      <GroupHotkeyField groupId={form.id} value={form.hotkey} onChange={(hotkey) => change({ hotkey })} />
    </EditorScreen>
  );
};
