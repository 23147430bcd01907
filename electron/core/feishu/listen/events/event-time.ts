/**
 * A time as events write it, in ms since the epoch: seconds (`1502199207.7`), ms, or microseconds, told apart by their size
 * (feishu-api 6.3); null without a usable one.
 */
export const eventTime = (value: string | number | null | undefined): number | null => {
  const time = Number(value ?? Number.NaN);
  if (!Number.isFinite(time) || time <= 0) return null;
  if (time < 1e11) return Math.round(time * 1000);
  return time < 1e14 ? Math.round(time) : Math.round(time / 1000);
};
