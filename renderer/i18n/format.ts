import { useMemo } from 'react';
import { localDay, localTime, localYear, type TimeStyle, type Zone } from '../../electron/contract/local-time';
import type { Ladder, LadderStep } from '../../electron/contract/model/ladder';
import type { Locale } from '../../electron/contract/model/settings';
import { wayOf } from '../../electron/contract/rules/rungs';
import { pageZone } from './page-zone';
import { useLocale, useTranslation, useZone } from './use-translation';

/** Formats numbers, times and lists in a language. Times are ms since the epoch, shown in the zone of the moment. */
export const formatIn = (locale: Locale, zone: () => Zone = pageZone) => {
  const number = new Intl.NumberFormat(locale);
  const write = (at: number, style: TimeStyle) => localTime(at, zone(), locale, style);
  const isToday = (at: number, now: number) => localDay(at, zone()) === localDay(now, zone());
  /** 11月22日周日, or 2025年11月22日 for another year. */
  const nearDate = (at: number, now: number) =>
    write(at, localYear(at, zone()) === localYear(now, zone()) ? 'day' : 'date');
  /** The day if it is not that of `near`, with its year if that differs too. */
  const dayPrefix = (at: number, near: number): string =>
    isToday(at, near) ? '' : `${nearDate(at, near)}${locale === 'zh-CN' ? ' ' : ', '}`;
  const list = new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' });
  return {
    number: (value: number) => number.format(value),
    /** 10:02 */
    time: (at: number) => write(at, 'minute'),
    /** 10:02 today, 11月22日周日 10:02, 2025年11月22日 10:02. With `near`, its day counts as today. */
    moment: (at: number, near = Date.now()) => `${dayPrefix(at, near)}${write(at, 'minute')}`,
    /** `moment` to the second: 10:02:41 */
    exactMoment: (at: number) => `${dayPrefix(at, Date.now())}${write(at, 'second')}`,
    /** 1:24 or 1:02:05 for a number of seconds */
    countdown: (seconds: number) => {
      const two = (value: number) => String(value).padStart(2, '0');
      const hours = Math.floor(seconds / 3600);
      const minutes = Math.floor((seconds % 3600) / 60);
      return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
    },
    /** 11月22日周日 · Sun, Nov 22 this year; 2025年11月22日 · Nov 22, 2025 */
    day: (at: number) => nearDate(at, Date.now()),
    /** 10:02 today, otherwise 2026年11月22日 · Nov 22, 2026 */
    timeOrDate: (at: number) => write(at, isToday(at, Date.now()) ? 'minute' : 'date'),
    /** 韩梅梅、单小雨 · Han Meimei, Shan Xiaoyu */
    list: (items: readonly string[]) => (locale === 'zh-CN' ? items.join('、') : list.format(items)),
  };
};

/** `formatIn` the language of the window and the zone of the computer. */
export const useFormat = () => {
  const locale = useLocale();
  const zone = useZone();
  return useMemo(() => formatIn(locale, zone), [locale, zone]);
};

/** Describes ladders in words. */
export const useLadderWords = () => {
  const { t } = useTranslation('common');
  const { number } = useFormat();
  return useMemo(() => {
    const step = (each: LadderStep) => {
      const minutes = number(each.afterMinutes);
      if (each.backup === undefined) return t(`ladder-then-${wayOf(each)}`, { minutes });
      return t('ladder-then-backup', { minutes, channel: t(`channel-${each.channel}`) });
    };
    const join = (parts: readonly string[]) => parts.join(t('ladder-comma'));
    return {
      /** "SMS after 3 min, calls after 8 min", the first `most` steps. */
      steps: (steps: readonly LadderStep[], most = Number.POSITIVE_INFINITY) =>
        join(steps.slice(0, most).map(step)) + (steps.length > most ? '…' : ''),
      /** The steps, and how often the last one is repeated. */
      whole: (ladder: Pick<Ladder, 'steps' | 'repeat' | 'until' | 'enough' | 'inTurn' | 'climbs'>) => {
        const { steps, repeat, until, enough, inTurn, climbs } = ladder;
        const where = climbs === 'relay' ? [t('ladder-in-relay')] : [];
        if (inTurn) {
          return join([
            t('ladder-in-turn', { minutes: number(inTurn.minutes) }),
            ...steps.map(step),
            ...(repeat.times > 0 ? [t('ladder-rounds', { count: repeat.times + 1 })] : []),
            ...where,
          ]);
        }
        return join([
          ...steps.map(step),
          ...(repeat.times === 0 || steps.at(-1)?.reminder
            ? []
            : [t('ladder-repeat', { count: repeat.times, minutes: number(repeat.everyMinutes) })]),
          ...(until === 'acknowledged' ? [t(`ladder-until-${enough}`)] : []),
          ...where,
        ]);
      },
    };
  }, [t, number]);
};
