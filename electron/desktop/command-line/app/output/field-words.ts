import type { FieldChange, ImportedField } from '../../../../contract/model/group';
import type { Locale } from '../../../../contract/model/settings';
import { channelWords } from '../../../words/board-words';

const fieldWords: Readonly<Record<Locale, Readonly<Record<ImportedField, string>>>> = {
  'zh-CN': {
    icon: '图标',
    pinned: '常用',
    linkedChat: '关联群聊',
    channel: '加急方式',
    delivery: '送达方式',
    ladder: '升级阶梯',
    template: '模板',
  },
  'en-US': {
    icon: 'icon',
    pinned: 'pinned',
    linkedChat: 'linked chat',
    channel: 'channel',
    delivery: 'delivery',
    ladder: 'ladder',
    template: 'template',
  },
};

const none: Readonly<Record<Locale, string>> = { 'zh-CN': '无', 'en-US': 'none' };

/** `channel phone`, `linked chat none`: a field of a group and the value that a file has for it. */
export const fieldAndValue = ({ field, after }: FieldChange, locale: Locale): string => {
  const value =
    field === 'channel' && after !== null ? channelWords[locale][after as keyof (typeof channelWords)[Locale]] : after;
  return `${fieldWords[locale][field]}${locale === 'zh-CN' ? '“' : ' “'}${value ?? none[locale]}”`;
};
