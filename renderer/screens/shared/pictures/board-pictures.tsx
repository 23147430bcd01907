import type { BoardPicture } from '../../../../electron/contract/model/board';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import layout from '../../../ui/layout.module.css';
import { PictureView } from './picture-view';
import view from './picture-view.module.css';
import { usePictureName } from './use-picture-name';

/** The pictures of a buzz, while their files are kept, and which of them went out with no message, and why. */
export const BoardPictures = ({ pictures }: { pictures: readonly BoardPicture[] }) => {
  const { t } = useTranslation('common');
  const advice = useAdvice();
  const name = usePictureName();
  if (pictures.length === 0) return null;
  return (
    <>
      <ul className={view.list} aria-label={t('pictures', { count: pictures.length })}>
        {pictures.map(({ picture, state }, index) => (
          <li key={picture.id} className={view.item} data-state={state}>
            <PictureView picture={picture} name={name(picture, index)} />
          </li>
        ))}
      </ul>
      {pictures.map(({ picture, state, problem }, index) =>
        state === 'failed' && problem ? (
          <p key={picture.id} className={layout.warn} role="status">
            {t('picture-failed', { index: index + 1, problem: advice(problem) })}
          </p>
        ) : null,
      )}
    </>
  );
};
