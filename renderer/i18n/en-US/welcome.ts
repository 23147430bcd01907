import type { Translated } from '../zh-CN/index';
import type { welcome as zh } from '../zh-CN/welcome';

export const welcome: Translated<typeof zh> = {
  title: 'Welcome to Feishu Buzz',
  text: 'Press a hotkey, pick people and write one line. They are buzzed right away, and you see who has read it.',
  practice: 'Practice first',
  'practice-hint': 'Made-up colleagues and chats. No real people are disturbed',
  connect: 'Connect Feishu or Lark',
  'connect-hint': 'Scan with Feishu, half a minute',
  keys: 'From any program, press',

  tour: 'Quick tour',
  next: 'Next',
  leave: 'Skip',
  done: 'Start practicing',
  'to-title': 'Who',
  'to-text':
    'Type a group, a name, pinyin initials or an e-mail, or paste several lines at once. The groups below are quickest.',
  'message-title': 'One line',
  'message-text': 'Say what they should do. The bot sends it, and its last line says that it is from you.',
  'channel-title': 'How urgent',
  'channel-text':
    'In-app is free. SMS and phone are paid: hold the button to confirm, and you can undo for a few seconds.',
  'buzz-title': 'Send and follow up',
  'buzz-text':
    'Then you see each person’s outcome: unread, read, or in need of a reminder. Practice contacts no real people, so go ahead.',

  'test-title': 'Try it: {{workspace}}',
  'test-text': 'The bot sends you a message and buzzes you in the app. It is free, and only you get it.',
  'test-find': 'Find yourself first:',
  'test-who': 'Name, e-mail or mobile',
  'test-doctor': 'Check the connection',
  'test-message': 'This is a test: {{workspace}} is connected to Feishu Buzz. If you see this, everything works.',
  'test-send': 'Buzz myself',
  'test-other': 'Someone else',
  'test-later': 'Later',
  'test-go': 'Start using it',
  'test-sending': 'Sending…',
  'test-accepted':
    'Feishu accepted it. Check Feishu: the buzz should have popped up. If not, make sure that you are signed in there as this person.',
  'test-read': 'You have read it. The connection works.',
  'test-failed': 'That didn’t work',
  'test-unknown': 'The result is unknown. Check Feishu',
};
