import { randomBytes } from 'node:crypto';

/** A log id as Feishu writes them: the second, then hex. Support finds a call by it (feishu-api 7.4). */
export const newLogId = (now: number): string => {
  const second = new Date(now).toISOString().replace(/\D/g, '').slice(0, 14);
  return `${second}${randomBytes(10).toString('hex').toUpperCase()}`;
};
