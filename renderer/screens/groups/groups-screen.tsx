import { useCallback, useEffect, useState } from 'react';
import type { Group } from '../../../electron/contract/model/group';
import type { GroupId } from '../../../electron/contract/model/ids';
import { useApp } from '../../state/app-store';
import { GroupEditor } from './editor/group-editor';
import { type GroupForm, unfinishedEditOf } from './editor/group-form';
import { GroupsImport } from './import/groups-import';
import { GroupsList } from './list/groups-list';
import styles from './list/groups-list.module.css';

/** 收件组: the saved groups, or the one being made or changed. */
export const GroupsScreen = ({ onCompose }: { onCompose: (groupId: GroupId) => void }) => {
  const workspaceId = useApp((state) => state.currentWorkspaceId);
  const [edited, setEdited] = useState<{ original: Group | null; kept: GroupForm | null } | null>(null);
  const [importing, setImporting] = useState(false);
  const end = useCallback(() => setImporting(false), []);
  const [focus, setFocus] = useState<GroupId | null>(null);
  // An edit belongs to its workspace: another one shows its own groups, or its own unfinished edit.
  useEffect(() => {
    const kept = unfinishedEditOf(workspaceId);
    setEdited(kept && { original: kept.original, kept: kept.form });
  }, [workspaceId]);
  return (
    <div className={styles.screen}>
      {edited ? (
        <GroupEditor
          key={`${workspaceId} ${edited.original?.id}`}
          original={edited.original}
          kept={edited.kept}
          onDone={(group) => {
            setFocus(group?.id ?? edited.original?.id ?? null);
            setEdited(null);
          }}
        />
      ) : (
        <GroupsList
          onCompose={onCompose}
          onEdit={(original) => setEdited({ original, kept: null })}
          onImport={() => setImporting(true)}
          focus={focus}
        />
      )}
      {importing && <GroupsImport file={null} onEnd={end} />}
    </div>
  );
};
