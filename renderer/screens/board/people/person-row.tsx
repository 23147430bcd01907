import { ChevronRight, Copy } from 'lucide-react';
import { type Ref, useId } from 'react';
import type { BoardPerson } from '../../../../electron/contract/model/board';
import { useBridge } from '../../../bridge';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { classNames } from '../../../ui/class-names';
import { toast } from '../../../ui/feedback/toast';
import { Button, IconButton } from '../../../ui/form/button';
import { Avatar } from '../../../ui/text/avatar';
import { OutcomePill } from '../../../ui/text/pill';
import { shownOutcomeOf, useOutcomeSentence } from '../../shared/shown-outcome';
import { canBeBuzzedByChoice } from '../board-summary';
import styles from './person-row.module.css';

interface PersonRowProps {
  person: BoardPerson;
  open: boolean;
  onToggle: () => void;
  /** Null while people cannot be buzzed again (calls are running, or the messages were recalled). */
  onBuzzAgain: (() => void) | null;
  buttonRef: Ref<HTMLButtonElement>;
}

const Details = ({ person, onBuzzAgain }: Pick<PersonRowProps, 'person' | 'onBuzzAgain'>) => {
  const { t } = useTranslation(['board', 'common']);
  const bridge = useBridge();
  const adviceOf = useAdvice();
  const format = useFormat();
  const logId = person.problem?.logId ?? null;
  const copyLogId = async (text: string) => {
    const answer = await bridge.copyText({ text });
    toast(answer.ok ? t('log-id-copied') : adviceOf(answer.problem));
  };
  return (
    <>
      {shownOutcomeOf(person) === 'unknown' && <p>{t('unknown-choice')}</p>}
      {person.problem?.code != null && <p data-selectable>{t('common:error-code', { code: person.problem.code })}</p>}
      {logId !== null && (
        <p className={styles.logId}>
          <span data-selectable>{t('common:error-log-id', { logId })}</span>
          <IconButton
            size="s"
            label={t('copy-log-id')}
            icon={<Copy size={13} aria-hidden />}
            onClick={() => void copyLogId(logId)}
          />
        </p>
      )}
      {person.steps.length > 0 && (
        <ol className={styles.steps}>
          {person.steps.map((step) => (
            <li key={`${step.at}-${step.via}`}>
              {t('step-line', {
                time: format.exactMoment(step.at),
                channel: t(`common:channel-${step.via}`),
                standing: t(`common:outcome-${step.outcome}`),
              })}
            </li>
          ))}
        </ol>
      )}
      {onBuzzAgain && canBeBuzzedByChoice(person) && (
        <Button size="s" onClick={onBuzzAgain}>
          {t('buzz-this-again', { name: person.name })}
        </Button>
      )}
    </>
  );
};

/** One person with the outcome, and on demand the code, the log id and every attempt. */
export const PersonRow = ({ person, open, onToggle, onBuzzAgain, buttonRef }: PersonRowProps) => {
  const sentence = useOutcomeSentence();
  const detailsId = useId();
  return (
    <li className={styles.row}>
      <button
        type="button"
        ref={buttonRef}
        className={styles.line}
        aria-expanded={open}
        aria-controls={detailsId}
        onClick={onToggle}
      >
        <Avatar name={person.name} size="m" />
        <span className={styles.words}>
          <b>{person.name}</b>
          <small className={classNames(open && styles.whole)}>{sentence(person)}</small>
        </span>
        <OutcomePill outcome={shownOutcomeOf(person)} />
        <ChevronRight size={14} className={styles.chevron} aria-hidden />
      </button>
      <div id={detailsId} className={styles.details} hidden={!open}>
        {open && <Details person={person} onBuzzAgain={onBuzzAgain} />}
      </div>
    </li>
  );
};
