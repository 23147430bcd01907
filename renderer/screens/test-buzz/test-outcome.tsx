import type { BuzzId } from '../../../electron/contract/model/ids';
import { useTranslation } from '../../i18n/use-translation';
import { useBoard } from '../../state/use-board';
import { ErrorNote } from '../../ui/feedback/error-note';
import { OutcomePill } from '../../ui/text/outcome-pill';
import { standingOf } from '../shared/standing';

/** What became of the buzz to oneself, in words; looked at like a board, so that having read it shows. */
export const TestOutcome = ({ id }: { id: BuzzId }) => {
  const { t } = useTranslation('welcome');
  const { state } = useBoard(id);
  const person = state.kind === 'shown' ? state.board.people[0] : undefined;
  if (state.kind === 'failed') return <ErrorNote problem={state.problem} />;
  if (!person) return <p role="status">{t('test-sending')}</p>;
  const standing = standingOf(person);
  const sentence = () => {
    switch (standing) {
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
        <OutcomePill outcome={standing} /> {sentence()}
      </p>
      {person.problem && standing !== 'read' && <ErrorNote problem={person.problem} />}
    </>
  );
};
