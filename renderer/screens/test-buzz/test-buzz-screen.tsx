import { Zap } from 'lucide-react';
import type { BuzzId } from '../../../electron/contract/model/ids';
import type { Person } from '../../../electron/contract/model/person';
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
import { GrantButton } from '../shared/grant-button';
import { MemberSearch } from '../shared/member-search';
import { shownOutcomeOf } from '../shared/shown-outcome';
import styles from './test-buzz-screen.module.css';
import { useTestBuzz } from './use-test-buzz';

/** Outcome of the buzz to oneself. It is watched like a board, so that reading it shows. */
const TestOutcome = ({ id, workspace }: { id: BuzzId; workspace: WorkspaceView }) => {
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
      {person.problem && outcome !== 'read' && (
        <ErrorNote problem={person.problem} action={<GrantButton problem={person.problem} workspace={workspace} />} />
      )}
    </>
  );
};

const TestBuzz = ({
  workspace,
  known,
  onDone,
}: {
  workspace: WorkspaceView;
  known: Person | null;
  onDone: () => void;
}) => {
  const { t } = useTranslation('welcome');
  const bridge = useBridge();
  const test = useTestBuzz(workspace, known);
  const { person, sent } = test;
  return (
    <>
      <ScreenHead title={t('test-title', { workspace: workspace.name })} onBack={onDone} />
      <div className={editor.body}>
        <p>
          {t('test-text')}
          {person === null && ` ${t('test-find')}`}
        </p>
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
        {sent && <TestOutcome id={sent} workspace={workspace} />}
        {test.problem && (
          <ErrorNote
            problem={test.problem}
            action={
              <Button size="s" onClick={() => void bridge.openConnect({ workspaceId: workspace.id, view: 'check' })}>
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

/**
 * 试一次: a buzz to oneself, which proves that a workspace is connected.
 *
 * @param person the person at the screen, if they are known
 */
export const TestBuzzScreen = ({ person, onDone }: { person: Person | null; onDone: () => void }) => {
  const workspace = useWorkspace();
  if (!workspace) return null;
  // Another workspace starts over, and so does another person.
  return <TestBuzz key={`${workspace.id} ${person?.openId}`} workspace={workspace} known={person} onDone={onDone} />;
};
