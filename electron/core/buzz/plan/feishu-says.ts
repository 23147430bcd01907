import type { Problem } from '../../../contract/advice/problem';

/** What Feishu would say if it were asked, known without asking. */
export const feishuSays = (code: number, advice: Problem['advice']): Problem => ({
  code,
  advice,
  params: {},
  logId: null,
});
