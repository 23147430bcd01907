import { ClipboardPaste } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { SecretChoice } from '../../../../electron/contract/ipc/connect';
import { connectLimits } from '../../../../electron/contract/limits';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { isIme } from '../../../keys/key-rules';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Button } from '../../../ui/form/button';
import { Field } from '../../../ui/form/field';
import { TextInput } from '../../../ui/form/text-input';
import styles from '../controls/settings.module.css';

const choices = ['session', 'unprotected'] as const;

/** True for a problem that a choice of where the token is kept solves. */
const wantsChoice = ({ advice }: Problem): boolean =>
  advice === 'relay-keyring-missing' || advice === 'relay-keyring-closed';

/**
 * Address of a relay, and the press by which main takes its token out of the clipboard: no window ever sees the token.
 *
 * @param address the address that is set; empty: there is none
 */
export const RelayForm = ({ address, onDone }: { address: string; onDone: () => void }) => {
  const { t } = useTranslation(['settings', 'common']);
  const bridge = useBridge();
  const advice = useAdvice();
  const [typed, setTyped] = useState(address);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ofAddress = problem?.advice.startsWith('relay-address') ? problem : null;

  const connect = async (choice: SecretChoice) => {
    if (asking) return;
    setAsking(true);
    setProblem(null);
    const answer = await bridge.connectRelay({ address: typed.trim(), choice });
    setAsking(false);
    if (answer.ok) onDone();
    else setProblem(answer.problem);
  };
  return (
    <fieldset className={styles.listening} aria-label={t('relay-connect')}>
      <Field label={t('relay-address')} error={ofAddress && advice(ofAddress)}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            mono
            inputMode="url"
            placeholder="https://"
            maxLength={connectLimits.baseUrl}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !isIme(event.nativeEvent)) void connect(null);
            }}
          />
        )}
      </Field>
      <p className={styles.note}>{t('relay-token-how')}</p>
      {problem && !ofAddress && <ErrorNote problem={problem} />}
      <div className={styles.line}>
        {problem && wantsChoice(problem) ? (
          choices.map((choice) => (
            <Button key={choice} size="s" onClick={() => void connect(choice)}>
              {t(`token-keep-${choice}`)}
            </Button>
          ))
        ) : (
          <Button
            variant="primary"
            size="s"
            icon={<ClipboardPaste size={13} aria-hidden />}
            loading={asking}
            onClick={() => void connect(null)}
          >
            {t('relay-paste')}
          </Button>
        )}
        <Button size="s" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </div>
    </fieldset>
  );
};
