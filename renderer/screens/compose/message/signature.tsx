import { Pencil } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { longestAsker } from '../../../../electron/contract/limits';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { isIme } from '../../../keys/key-rules';
import { useApp } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { Button, IconButton } from '../../../ui/form/button';
import styles from './message-field.module.css';

/**
 * The line that main adds to a message: recipients see only a bot, so it says who asks. Until a person has said their name the
 * name of the system's user stands there, and they are asked once whether it is theirs; later they change it here.
 */
export const Signature = ({ id }: { id: string }) => {
  const { t } = useTranslation('compose');
  const bridge = useBridge();
  const advice = useAdvice();
  const asker = useApp((state) => state.askerName);
  const saved = useApp((state) => state.settings.asker);
  const [typed, setTyped] = useState<string | null>(null);
  const line = useRef<HTMLDivElement>(null);

  const close = () => {
    setTyped(null);
    requestAnimationFrame(() => line.current?.querySelector('button')?.focus());
  };
  const save = async (name: string) => {
    const answer = await bridge.changeSettings({ asker: name });
    if (!answer.ok) toast(advice(answer.problem));
  };
  const done = () => {
    const name = (typed ?? '').trim();
    // An empty field changes nothing: there is always a name.
    if (name !== '' && name !== saved) void save(name);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isIme(event.nativeEvent)) return;
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') done();
    else close();
  };

  return (
    <div ref={line} className={styles.from}>
      {typed === null ? (
        <>
          <span id={id}>{t('message-from', { name: asker })}</span>
          {saved === '' ? (
            <>
              <Button variant="link" size="s" onClick={() => void save(asker)}>
                {t('asker-right')}
              </Button>
              <Button variant="link" size="s" onClick={() => setTyped(asker)}>
                {t('asker-other')}
              </Button>
            </>
          ) : (
            <IconButton
              size="s"
              label={t('asker-change')}
              icon={<Pencil size={12} aria-hidden />}
              onClick={() => setTyped(asker)}
            />
          )}
        </>
      ) : (
        <>
          <input
            // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed
            autoFocus
            className={styles.asker}
            aria-label={t('asker-name')}
            maxLength={longestAsker}
            value={typed}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <Button size="s" onClick={done}>
            {t('asker-save')}
          </Button>
        </>
      )}
    </div>
  );
};
