import type { Picture } from '../../../../electron/contract/model/message/picture';
import { useFormat } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';

/** Names a picture for screen readers: its place, its size, and that it moves. */
export const usePictureName = () => {
  const { t } = useTranslation('common');
  const { number } = useFormat();
  return (picture: Picture, index: number): string => {
    const { width, height, animated } = picture;
    const name = t('picture-name', { index: index + 1, width: number(width), height: number(height) });
    return animated ? `${name} · ${t('picture-animated')}` : name;
  };
};
