/** 动态: every buzz made from this computer, newest first. */
export const activity = {
  list: '加急记录',
  'empty-title': '还没有发过加急',
  'empty-body': '发出的每次加急都记录在这里：呼叫了谁、谁已读、谁需要处理。',
  'empty-action': '发一次加急',
  today: '今天',
  yesterday: '昨天',
  running: '呼叫中',
  read: '{{read}}/{{total}} 已读',
  attention_other: '{{count}} 人需处理',
  stopped: '已停止',
  more: '正在读取更早的记录',
  end: '没有更早的记录了',
} as const;
