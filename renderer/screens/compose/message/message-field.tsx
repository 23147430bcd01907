import { Image, MessageSquareReply, Reply, X, Zap } from 'lucide-react';
import { type RefObject, useId, useRef } from 'react';
import type { ExistingMessage } from '../../../../electron/contract/model/draft';
import type { TemplateId } from '../../../../electron/contract/model/ids';
import type { Picture } from '../../../../electron/contract/model/message/picture';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { Button, IconButton } from '../../../ui/form/button';
import { PicturesField } from '../pictures/pictures-field';
import { usePictures } from '../pictures/use-pictures';
import styles from './message-field.module.css';
import { Signature } from './signature';
import { TemplateMenu, useTemplate } from './templates';

interface MessageFieldProps {
  text: string;
  onChange: (text: string) => void;
  /** The existing message that the buzz is about; null: a new message. */
  about: ExistingMessage | null;
  onRemoveAbout: () => void;
  onPickExisting: () => void;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  pictures: readonly Picture[];
}

/** True for a slash alone; Chinese input methods type another character with the same key. */
const asksForTemplates = (text: string) => /^[/、／]$/.test(text);

/**
 * The message, and below it the line that main adds: recipients see only a bot, so the line says who asks. An existing message
 * stands above its reply, or in place of both if it is buzzed as it is.
 */
export const MessageField = (props: MessageFieldProps) => {
  const { text, onChange, about, onRemoveAbout, onPickExisting, inputRef, pictures } = props;
  const { t } = useTranslation('compose');
  const id = useId();
  const templates = useApp((state) => state.settings.templates);
  const templatesRef = useRef<HTMLButtonElement>(null);
  const { fill } = useTemplate();
  const written = about?.kind !== 'message';
  const { add, pick, order, remove } = usePictures(written);
  const insert = async (template: TemplateId) => {
    const filled = await fill(template);
    const box = inputRef.current;
    if (filled === null || !box) return;
    if (filled.picture instanceof Uint8Array) add([filled.picture]);
    // Replaces the slash that opened the menu.
    if (asksForTemplates(box.value)) box.select();
    box.setRangeText(filled.text, box.selectionStart, box.selectionEnd, 'end');
    onChange(box.value);
    box.focus();
  };
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label className={styles.label} htmlFor={written ? id : undefined}>
          {t('message')}
        </label>
        {written && <TemplateMenu triggerRef={templatesRef} onPick={(id) => void insert(id)} />}
        {written && (
          <Button variant="link" size="s" icon={<Image size={13} aria-hidden />} onClick={() => void pick()}>
            {t('pictures')}
          </Button>
        )}
        {!about && (
          <Button
            variant="link"
            size="s"
            icon={<MessageSquareReply size={13} aria-hidden />}
            aria-haspopup="dialog"
            onClick={onPickExisting}
          >
            {t('existing')}
          </Button>
        )}
      </div>
      <div className={styles.box} data-tour="message">
        {about && <AboutCard about={about} onRemove={onRemoveAbout} />}
        {written && (
          <>
            <textarea
              ref={inputRef}
              id={id}
              className={styles.text}
              placeholder={t(about ? 'reply-placeholder' : 'message-placeholder')}
              aria-describedby={`${id}-from`}
              spellCheck={false}
              value={text}
              onChange={(event) => {
                const { value } = event.target;
                onChange(value);
                if (text === '' && asksForTemplates(value) && templates.length > 0) templatesRef.current?.click();
              }}
            />
            {pictures.length > 0 && (
              <PicturesField
                pictures={pictures}
                onOrder={order}
                onRemove={remove}
                onEmpty={() => inputRef.current?.focus()}
              />
            )}
            <Signature id={`${id}-from`} />
          </>
        )}
      </div>
    </div>
  );
};

/** A card with an excerpt of the existing message and a cross that removes it from the draft. */
const AboutCard = ({ about, onRemove }: { about: ExistingMessage; onRemove: () => void }) => {
  const { t } = useTranslation('compose');
  const Sign = about.kind === 'reply' ? Reply : Zap;
  return (
    <div className={styles.about}>
      <Sign size={14} aria-hidden />
      <div>
        <small>{t(`about-${about.kind}`, { chat: about.chatName })}</small>
        <p data-selectable>{about.excerpt}</p>
      </div>
      <IconButton size="s" label={t('about-remove')} icon={<X size={14} aria-hidden />} onClick={onRemove} />
    </div>
  );
};
