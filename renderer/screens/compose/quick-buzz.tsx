import { ChevronDown } from 'lucide-react';
import type { Group } from '../../../electron/contract/model/group';
import { isBlank } from '../../../electron/contract/plain-text';
import { isMany, stakeOf } from '../../../electron/contract/rules/stake';
import { useStakeWords } from '../../i18n/stake-words';
import { useTranslation } from '../../i18n/use-translation';
import { useApp, useWorkspace } from '../../state/app-store';
import { Avatar, workspaceMarks } from '../../ui/text/avatar';
import { Kbd } from '../../ui/text/kbd';
import { Pill } from '../../ui/text/pill';
import { useComposerState } from './draft/composer';
import styles from './quick-buzz.module.css';
import { countedPlan } from './send/buzz-button';
import { WorkspaceMenu } from './workspace-menu';

interface Hint {
  keys: string;
  words: string;
}

/** The keys that lead on from here: to a recipient, to the message, and then what sends, with the people it concerns. */
const useHints = (paid: boolean, ghost: Group | null): readonly Hint[] => {
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const say = useStakeWords();
  const { draft, typed, plan, sending } = useComposerState();
  const counted = countedPlan(plan);
  const stake = counted && stakeOf(counted);
  const channels = [common('channel-app'), common('channel-sms'), common('channel-phone')].join(' ');
  if (sending) return [];
  if (typed.trim() !== '')
    return [
      { keys: 'Enter', words: t('bar-add') },
      { keys: 'Tab', words: t('bar-add-and-write') },
      { keys: '↑+↓', words: t('bar-choose') },
    ];
  if (draft.to.length === 0)
    return [ghost ? { keys: 'Tab', words: ghost.name } : { keys: '↓', words: t('bar-choose') }];
  const channel = { keys: 'Alt+1 2 3', words: channels };
  if (isBlank(draft.text) && draft.about?.kind !== 'message')
    return [{ keys: 'Tab', words: t('bar-message') }, channel];
  if (!paid) return [channel, { keys: 'Mod+Enter', words: stake ? say(stake) : t('bar-buzz') }];
  if (!stake) return [channel];
  // For many people no key sends: the button is held, as it says itself.
  return [
    channel,
    isMany(stake) ? { keys: 'Mod+Enter', words: t('bar-button') } : { keys: 'Mod+Shift+Enter', words: say(stake) },
  ];
};

/** The line of keys at the foot of quick buzz. It follows the draft: a paid one is not sent by the key of a free one. */
export const QuickBar = ({ paid, ghost }: { paid: boolean; ghost: Group | null }) => {
  const { t } = useTranslation('compose');
  const platform = useApp((state) => state.platform);
  const keys = useHints(paid, ghost);
  return (
    <div className={styles.bar} aria-hidden>
      {keys.map((each) => (
        <span key={each.keys} className={styles.hint}>
          <Kbd keys={each.keys} platform={platform} />
          {each.words}
        </span>
      ))}
      <span className={styles.end}>
        <Kbd keys="Mod+/" platform={platform} />
        {t('bar-keys')}
      </span>
      <span className={styles.hint}>
        <Kbd keys="Esc" platform={platform} />
        {t('bar-hide')}
      </span>
    </div>
  );
};

/** The workspace at the end of the line of quick buzz, so that a person always sees where a buzz goes, and can choose another. */
export const WorkspaceTag = ({ onSwitched }: { onSwitched: () => void }) => {
  const { t } = useTranslation('common');
  const workspace = useWorkspace();
  const workspaces = useApp((state) => state.workspaces);
  if (!workspace) return null;
  return (
    <>
      {workspace.practice ? (
        <Pill tone="practice">{t('practice-badge')}</Pill>
      ) : (
        <Avatar name={workspace.name} hue={workspaceMarks(workspaces).get(workspace.id)} />
      )}
      <WorkspaceMenu
        align="end"
        onSwitched={onSwitched}
        trigger={
          <button type="button" className={styles.tag} aria-label={t('workspace-switch', { name: workspace.name })}>
            <span className={styles.name}>{workspace.name}</span>
            <ChevronDown size={12} aria-hidden />
          </button>
        }
      />
    </>
  );
};
