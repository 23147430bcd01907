import { X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Picture } from '../../../../electron/contract/model/message/picture';
import { useTranslation } from '../../../i18n/use-translation';
import { useConsent } from '../../../state/asking';
import { IconButton } from '../../../ui/form/button';
import { VisuallyHidden } from '../../../ui/text/text-spans';
import { move } from '../../shared/ordered-list';
import { PictureView } from '../../shared/pictures/picture-view';
import view from '../../shared/pictures/picture-view.module.css';
import { usePictureName } from '../../shared/pictures/use-picture-name';
import styles from './pictures-field.module.css';

interface PicturesFieldProps {
  pictures: readonly Picture[];
  onOrder: (pictures: readonly Picture[]) => void;
  onRemove: (picture: Picture) => void;
  /** The last one was removed: the focus needs another place. */
  onEmpty: () => void;
}

/** The draft's pictures below its text, in the order in which they go out: Alt+arrows and dragging move them, Delete removes one. */
export const PicturesField = ({ pictures, onOrder, onRemove, onEmpty }: PicturesFieldProps) => {
  const { t } = useTranslation('compose');
  const name = usePictureName();
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  // The window must not hide during a drag, or the drag is lost.
  useConsent(dragged !== null);
  const focus = (index: number) =>
    requestAnimationFrame(() => {
      const all = list.current?.querySelectorAll<HTMLElement>('[data-picture]') ?? [];
      const next = all[Math.min(index, all.length - 1)];
      if (next) next.focus();
      else onEmpty();
    });
  const take = (picture: Picture, index: number) => {
    onRemove(picture);
    focus(index);
  };
  const moveTo = (from: number, to: number) => {
    if (from === to || to < 0 || to >= pictures.length) return;
    onOrder(move(pictures, from, to));
    setSaid(t('picture-moved', { position: to + 1, total: pictures.length }));
    focus(to);
  };
  const onKey = (event: KeyboardEvent, picture: Picture, index: number) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    if (event.key === 'Delete' || event.key === 'Backspace') take(picture, index);
    else if (by !== 0 && event.altKey) moveTo(index, index + by);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <ul ref={list} className={view.list} aria-label={t('pictures')}>
        {pictures.map((picture, index) => (
          <li
            key={picture.id}
            className={styles.item}
            draggable
            data-dragged={dragged === index || undefined}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', String(index));
              setDragged(index);
            }}
            onDragOver={(event) => dragged !== null && event.preventDefault()}
            onDrop={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              moveTo(dragged, index);
            }}
            onDragEnd={() => setDragged(null)}
          >
            <button
              type="button"
              data-picture
              className={styles.picture}
              aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Delete"
              onKeyDown={(event) => onKey(event, picture, index)}
            >
              <PictureView picture={picture} name={name(picture, index)} />
              {picture.animated && (
                <span className={styles.moves} aria-hidden>
                  GIF
                </span>
              )}
            </button>
            <IconButton
              size="s"
              className={styles.remove}
              label={t('picture-remove', { index: index + 1 })}
              icon={<X size={12} aria-hidden />}
              onClick={() => take(picture, index)}
            />
          </li>
        ))}
      </ul>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
};
