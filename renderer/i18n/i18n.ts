import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../../electron/contract/settings';
import { words as enUS } from './en-US';
import { words as zhCN } from './zh-CN';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof zhCN;
  }
}

/** Sets up the words of a window. Both languages are in the bundle, so that a switch needs neither wait nor restart. */
export const startI18n = (locale: Locale): i18n => {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: { 'zh-CN': zhCN, 'en-US': enUS },
    defaultNS: 'common',
    // React escapes; sentences are not HTML.
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  });
  return instance;
};
