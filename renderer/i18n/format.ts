import { useMemo } from 'react';
import type { Ladder, LadderStep } from '../../electron/contract/model/ladder';
import type { Locale } from '../../electron/contract/model/settings';
import { useLocale, useTranslation } from './use-translation';

/** Formats numbers, times and lists in a language. Times are ms since the epoch, shown in the local zone. */
export const formatIn = (locale: Locale) => {
  const number = new Intl.NumberFormat(locale);
  const minutes = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const seconds = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', weekday: 'short' });
  const dayAndYear = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric' });
  /** The day if it is not that of `near`, with its year if that differs too. */
  const dayPrefix = (at: number, near: number): string => {
    const [one, other] = [new Date(at), new Date(near)];
    if (one.toDateString() === other.toDateString()) return '';
    const date = one.getFullYear() === other.getFullYear() ? day : dayAndYear;
    return `${date.format(at)}${locale === 'zh-CN' ? ' ' : ', '}`;
  };
  const list = new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' });
  return {
    number: (value: number) => number.format(value),
    /** 10:02 */
    time: (at: number) => minutes.format(at),
    /** 10:02 today, 11月22日周日 10:02, 2025年11月22日 10:02. With `near`, its day counts as today. */
    moment: (at: number, near = Date.now()) => `${dayPrefix(at, near)}${minutes.format(at)}`,
    /** `moment` to the second: 10:02:41 */
    exactMoment: (at: number) => `${dayPrefix(at, Date.now())}${seconds.format(at)}`,
    /** 1:24 or 1:02:05 for a number of seconds */
    countdown: (seconds: number) => {
      const two = (value: number) => String(value).padStart(2, '0');
      const hours = Math.floor(seconds / 3600);
      const minutes = Math.floor((seconds % 3600) / 60);
      return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
    },
    /** 11月22日周日 · Sun, Nov 22 */
    day: (at: number) => day.format(at),
    /** 2026年11月22日 · Nov 22, 2026 */
    date: (at: number) => dayAndYear.format(at),
    /** 韩梅梅、单小雨 · Han Meimei, Shan Xiaoyu */
    list: (items: readonly string[]) => (locale === 'zh-CN' ? items.join('、') : list.format(items)),
  };
};

/** `formatIn` the language of the window. */
export const useFormat = () => {
  const locale = useLocale();
  return useMemo(() => formatIn(locale), [locale]);
};

/** Describes ladders in words. */
export const useLadderWords = () => {
  const { t } = useTranslation('common');
  const { number } = useFormat();
  return useMemo(() => {
    const step = ({ afterMinutes, channel }: LadderStep) =>
      t(`ladder-then-${channel}`, { minutes: number(afterMinutes) });
    const join = (parts: readonly string[]) => parts.join(t('ladder-comma'));
    return {
      /** "SMS after 3 min, calls after 8 min", the first `most` steps. */
      steps: (steps: readonly LadderStep[], most = Number.POSITIVE_INFINITY) =>
        join(steps.slice(0, most).map(step)) + (steps.length > most ? '…' : ''),
      /** The steps, and how often the last one is repeated. */
      whole: ({ steps, repeat }: Pick<Ladder, 'steps' | 'repeat'>) =>
        join([
          ...steps.map(step),
          ...(repeat.times === 0
            ? []
            : [t('ladder-repeat', { count: repeat.times, minutes: number(repeat.everyMinutes) })]),
        ]),
    };
  }, [t, number]);
};
