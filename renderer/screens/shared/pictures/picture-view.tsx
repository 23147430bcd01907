import { ImageOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Picture } from '../../../../electron/contract/model/message/picture';
import { useBridge } from '../../../bridge';
import styles from './picture-view.module.css';

/** Number of addresses that are kept, so that a look at another screen loads nothing again. */
const mostKept = 24;
const kept = new Map<Picture['id'], string>();

/** A kept picture, small. Its bytes come from main, as a page makes no request; once its file is gone, a sign stands for it. */
export const PictureView = ({ picture, name }: { picture: Picture; name: string }) => {
  const bridge = useBridge();
  const { id } = picture;
  const [loaded, setLoaded] = useState<string | null | undefined>(() => kept.get(id));
  useEffect(() => {
    let shown = true;
    if (kept.has(id)) setLoaded(kept.get(id));
    else
      void bridge.getPicture({ id }).then((answer) => {
        if (answer.ok) {
          kept.set(id, answer.value);
          for (const [old] of kept) if (kept.size > mostKept) kept.delete(old);
        }
        if (shown) setLoaded(answer.ok ? answer.value : null);
      });
    return () => {
      shown = false;
    };
  }, [bridge, id]);
  if (loaded === null)
    return (
      <span role="img" aria-label={name} title={name} className={styles.view}>
        <ImageOff size={18} aria-hidden />
      </span>
    );
  return <img className={styles.view} alt={name} title={name} draggable={false} {...(loaded && { src: loaded })} />;
};
