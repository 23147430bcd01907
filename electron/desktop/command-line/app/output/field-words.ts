import type { FieldChange, ImportedField } from '../../../../contract/model/group';
import type { Locale } from '../../../../contract/model/settings';
import { channelWords } from '../../../words/board-words';

const fieldWords: Readonly<Record<Locale, Readonly<Record<ImportedField, string>>>> = {
  'zh-CN': {
    icon: '图标',
    pinned: '常用',
    linkedChat: '关联群聊',
    follows: '跟随的部门',
    channel: '加急方式',
    delivery: '送达方式',
    ladder: '升级阶梯',
    ask: '请对方确认',
    template: '模板',
  },
  'en-US': {
    icon: 'icon',
    pinned: 'pinned',
    linkedChat: 'linked chat',
    follows: 'followed departments',
    channel: 'channel',
    delivery: 'delivery',
    ladder: 'ladder',
    ask: 'ask for an answer',
    template: 'template',
  },
};

const none: Readonly<Record<Locale, string>> = { 'zh-CN': '无', 'en-US': 'none' };

const yesOrNo: Readonly<Record<Locale, Readonly<Record<'yes' | 'no', string>>>> = {
  'zh-CN': { yes: '是', no: '否' },
  'en-US': { yes: 'yes', no: 'no' },
};

/** `channel phone`, `linked chat none`: a field of a group and the value that a file has for it. */
export const fieldAndValue = ({ field, after }: FieldChange, locale: Locale): string => {
  const known = () => {
    if (field === 'channel') return channelWords[locale][after as keyof (typeof channelWords)[Locale]];
    return field === 'ask' ? yesOrNo[locale][after === 'yes' ? 'yes' : 'no'] : after;
  };
  const value = after === null ? null : known();
  return `${fieldWords[locale][field]}${locale === 'zh-CN' ? '“' : ' “'}${value ?? none[locale]}”`;
};
