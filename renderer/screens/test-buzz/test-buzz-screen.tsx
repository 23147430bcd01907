import { Zap } from 'lucide-react';
import type { BuzzId } from '../../../electron/contract/model/ids';
import type { WorkspaceView } from '../../../electron/contract/model/workspace';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { useWorkspace } from '../../state/app-store';
import { useBoard } from '../../state/use-board';
import { ErrorNote } from '../../ui/feedback/error-note';
import { Button } from '../../ui/form/button';
import { ScreenHead } from '../../ui/screen/screen-head';
import { Avatar } from '../../ui/text/avatar';
import { OutcomePill } from '../../ui/text/pill';
import editor from '../shared/editor-screen.module.css';
import { MemberSearch } from '../shared/member-search';
import { shownOutcomeOf } from '../shared/shown-outcome';
import styles from './test-buzz-screen.module.css';
import { useTestBuzz } from './use-test-buzz';

/** Outcome of the buzz to oneself. It is watched like a board, so that reading it shows. */
const TestOutcome = ({ id }: { id: BuzzId }) => {
  const { t } = useTranslation('welcome');
  const { state } = useBoard(id);
  const person = state.kind === 'shown' ? state.board.people[0] : undefined;
  if (state.kind === 'failed') return <ErrorNote problem={state.problem} />;
  if (!person) return <p role="status">{t('test-sending')}</p>;
  const outcome = shownOutcomeOf(person);
  const sentence = () => {
    switch (outcome) {
      case 'pending':
        return t('test-sending');
      case 'accepted':
        return t('test-accepted');
      case 'read':
        return t('test-read');
      case 'unknown':
        return t('test-unknown');
      default:
        return t('test-failed');
    }
  };
  return (
    <>
      <p role="status">
        <OutcomePill outcome={outcome} /> {sentence()}
      </p>
      {person.problem && outcome !== 'read' && <ErrorNote problem={person.problem} />}
    </>
  );
};

const TestBuzz = ({ workspace, onDone }: { workspace: WorkspaceView; onDone: () => void }) => {
  const { t } = useTranslation('welcome');
  const bridge = useBridge();
  const test = useTestBuzz(workspace);
  const { person, sent } = test;
  return (
    <>
      <ScreenHead title={t('test-title', { workspace: workspace.name })} onBack={onDone} />
      <div className={editor.body}>
        <p>{t('test-text')}</p>
        {person ? (
          <div className={styles.person}>
            <Avatar name={person.name} size="m" />
            <b>{person.name}</b>
            <Button size="s" variant="link" onClick={() => test.pick(null)}>
              {t('test-other')}
            </Button>
          </div>
        ) : (
          <MemberSearch
            label={t('test-who')}
            onPick={(picked) => test.pick(picked)}
            onLines={(text) => void test.pickLine(text)}
          />
        )}
        {sent && <TestOutcome id={sent} />}
        {test.problem && (
          <ErrorNote
            problem={test.problem}
            action={
              <Button size="s" onClick={() => void bridge.openConnect({ workspaceId: workspace.id })}>
                {t('test-doctor')}
              </Button>
            }
          />
        )}
        {person && !sent && (
          <Button
            autoFocus
            variant="primary"
            size="l"
            loading={test.sending}
            icon={<Zap size={16} aria-hidden />}
            onClick={() => void test.send()}
          >
            {t('test-send')}
          </Button>
        )}
        <Button variant={sent ? 'primary' : 'ghost'} size="l" onClick={onDone}>
          {t(sent ? 'test-go' : 'test-later')}
        </Button>
      </div>
    </>
  );
};

/** 试一次: a buzz to oneself, which proves that a workspace is connected. */
export const TestBuzzScreen = ({ onDone }: { onDone: () => void }) => {
  const workspace = useWorkspace();
  // Another workspace starts over.
  return workspace ? <TestBuzz key={workspace.id} workspace={workspace} onDone={onDone} /> : null;
};
