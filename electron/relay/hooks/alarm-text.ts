import { localTime, type Zone } from '../../contract/local-time';
import type { Locale } from '../../contract/model/settings';
import { sayAlarm } from '../words/alarm-words';
import { type Alarm, alarmLimits, type HookKind } from './alarm';
import { cleaned, cutTo, withoutMentions } from './clean-text';
import { isPointer, textAt } from './json-pointer';

/** Longest template of a hook, and longest text that becomes of one (characters). */
export const longestTemplate = 2000;
export const longestAlarm = 3000;

/** The text of a hook that has none of its own. */
export const usualTemplate = '{{title}}\n{{summary}}\n{{description}}\n{{alerts}}\n{{url}}';

const fields = ['status', 'title', 'summary', 'description', 'count', 'startsAt', 'url', 'alerts', 'key'] as const;
type Field = (typeof fields)[number];

const place = /\{\{\s*([^{}]*?)\s*\}\}/g;

const isField = (name: string): name is Field => (fields as readonly string[]).includes(name);
const isKnown = (name: string, kind: HookKind): boolean =>
  isField(name) || /^(?:labels|annotations)\../u.test(name) || (kind === 'generic' && isPointer(name));

/** Tells whether every place of a template is one that hooks of this kind fill, and none is left open. */
export const isTemplate = (text: string, kind: HookKind): boolean =>
  [...text.matchAll(place)].every(([, name = '']) => isKnown(name, kind)) && !/\{\{|\}\}/.test(text.replace(place, ''));

export interface AlarmLanguage {
  locale: Locale;
  zone: Zone;
}

const filledBy = (name: string, alarm: Alarm, { locale, zone }: AlarmLanguage): string => {
  if (name.startsWith('/')) return cleaned(textAt(alarm.body, name), alarmLimits.summary);
  const [, group, key = ''] = /^(labels|annotations)\.(.+)$/u.exec(name) ?? [];
  if (group === 'labels') return cutTo(alarm.labels.get(key) ?? '', alarmLimits.label);
  if (group === 'annotations') return alarm.annotations.get(key) ?? '';
  const field = name as Field;
  switch (field) {
    case 'status':
      return sayAlarm(locale)(alarm.status);
    case 'count':
      return String(alarm.count);
    case 'startsAt':
      return alarm.startsAt === null ? '' : localTime(alarm.startsAt, zone, locale, 'dayAndMinute');
    case 'alerts': {
      const more = alarm.count - alarm.alerts.length;
      const lines = alarm.alerts.map((line) => `- ${line}`);
      if (lines.length > 0 && more > 0) lines.push(sayAlarm(locale)('more', { count: more }));
      return lines.join('\n');
    }
    case 'key':
      return cleaned(alarm.key, alarmLimits.label, true);
    default:
      return alarm[field];
  }
};

/**
 * Fills a template once: what stands in a value stays as it is. A line of which all places are empty is left out. At most
 * `longestAlarm` characters, without a mention, and never blank.
 */
export const fillAlarm = (template: string, alarm: Alarm, language: AlarmLanguage): string => {
  const lines = template.split(/\r?\n/).flatMap((line) => {
    let empty = true;
    let places = 0;
    const filled = line.replace(place, (_, name: string) => {
      places += 1;
      const value = filledBy(name, alarm, language);
      if (value !== '') empty = false;
      return value;
    });
    return places > 0 && empty ? [] : [filled];
  });
  // Values beside each other must not make what none of them holds.
  const text = cutTo(
    withoutMentions(
      lines
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    ),
    longestAlarm,
  );
  return text === '' ? sayAlarm(language.locale)('untitled') : text;
};
