import { CircleCheck, CircleDashed, Radio, TriangleAlert } from 'lucide-react';
import type { Answer } from '../../../../electron/contract/advice/problem';
import type { ListeningView } from '../../../../electron/contract/ipc/listening';
import type { WorkspaceView } from '../../../../electron/contract/model/workspace';
import { useBridge } from '../../../bridge';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useListening } from '../../../state/listening';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { Segmented } from '../../../ui/form/segmented';
import { Tick } from '../controls/section';
import styles from '../controls/settings.module.css';

/** Listening as far as words and looks go. `lost`: connecting again after a problem; `open`: connected, and more is not known. */
type Look = Exclude<ListeningView['state'], 'off'> | 'lost' | 'open';

const lookOf = ({ state, problem }: ListeningView): Look | null => {
  if (state === 'off') return null;
  if (state === 'connecting' && problem) return 'lost';
  return state === 'connected' && problem ? 'open' : state;
};

const icons = {
  connecting: CircleDashed,
  connected: Radio,
  open: Radio,
  verified: CircleCheck,
  shared: TriangleAlert,
  refused: TriangleAlert,
  lost: TriangleAlert,
} as const;

/** Switches listening of a workspace, and says what has come of it, with the next press where something is wrong. */
export const ListeningLine = ({ workspace, onCheck }: { workspace: WorkspaceView; onCheck: () => void }) => {
  const { t } = useTranslation('settings');
  const bridge = useBridge();
  const advice = useAdvice();
  const format = useFormat();
  const { id: workspaceId, name, practice } = workspace;
  const view = useListening(workspaceId);
  if (!view) return null;
  const { mode, others, lastEventAt, problem } = view;
  const look = lookOf(view);
  const say = async (answer: Promise<Answer<void>>) => {
    const settled = await answer;
    if (!settled.ok) toast(advice(settled.problem));
  };
  const set = (next: ListeningView['mode']) => void say(bridge.setListening({ workspaceId, mode: next }));
  const Icon = look && icons[look];
  const isWrong = look === 'lost' || look === 'shared' || look === 'refused';
  const isKept = look === 'refused' && (others ?? 0) > 0;
  const retries = look === 'lost' || look === 'refused';
  // Practice has no doctor; who listens there is known.
  const checks = !practice && look !== null && look !== 'verified' && look !== 'connecting' && !isKept;
  return (
    <fieldset className={styles.listening} aria-label={t('listen-of', { name })}>
      <Tick
        label={t('listen')}
        hint={look ? undefined : t('listen-hint')}
        checked={mode !== 'off'}
        onChange={(on) => set(on ? 'alone' : 'off')}
      />
      <div role="status">
        {look && Icon && (
          <small className={isWrong ? styles.warn : styles.fine}>
            <Icon size={13} aria-hidden />
            <span>
              {t(`listen-${look}`)}
              {lastEventAt !== null && ` · ${t('listen-last', { when: format.timeOrDate(lastEventAt) })}`}
            </span>
          </small>
        )}
        {look && problem && <small>{advice(problem)}</small>}
      </div>
      {(isKept || mode === 'share') && (
        <Segmented
          label={t('listen-others')}
          options={[
            { value: 'alone', label: t('listen-keep-asking') },
            { value: 'share', label: t('listen-share') },
          ]}
          value={mode === 'share' ? 'share' : 'alone'}
          onChange={set}
        />
      )}
      {(retries || checks) && (
        <div className={styles.line}>
          {retries && (
            <Button variant="link" size="s" onClick={() => void say(bridge.retryListening({ workspaceId }))}>
              {t('listen-retry')}
            </Button>
          )}
          {checks && (
            <Button variant="link" size="s" onClick={onCheck}>
              {t(look === 'connected' ? 'listen-verify' : 'listen-check')}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
};
