import { useTranslation } from 'react-i18next';
import type { Locale } from '../../electron/contract/settings';

/** The language of the window, followed when it changes. */
export const useLocale = (): Locale => {
  const { i18n } = useTranslation();
  return i18n.language === 'en-US' ? 'en-US' : 'zh-CN';
};
