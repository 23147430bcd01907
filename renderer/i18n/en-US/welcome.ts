import type { Translated } from '../zh-CN/index';
import type { welcome as zh } from '../zh-CN/welcome';

export const welcome: Translated<typeof zh> = {
  title: 'Welcome to Feishu Buzz',
  text: 'Press a key, pick people, write one line: the right ones are buzzed, and you see who has read it.',
  practise: 'Practise first',
  'practise-hint': 'Made-up colleagues and chats: nobody real is disturbed',
  connect: 'Connect Feishu or Lark',
  'connect-hint': 'Have the App ID and App Secret at hand; two minutes',
  keys: 'From any program, press',

  tour: 'A quick look',
  next: 'Next',
  leave: 'Skip',
  done: 'Start practising',
  'to-title': 'Whom',
  'to-text':
    'Type a group, a name, pinyin initials or an e-mail; many lines can be pasted at once. Quickest are the groups below.',
  'message-title': 'One line',
  'message-text': 'Say what they should do. The bot sends it, and its last line says that you asked.',
  'channel-title': 'How loud',
  'channel-text':
    'In-app is free. SMS and phone are paid: hold the button to confirm, and for a few seconds you can undo.',
  'buzz-title': 'Send, and watch',
  'buzz-text':
    'Then you see each person’s outcome: accepted, read, or to be reminded. Practice reaches nobody real, so just press it.',

  'test-title': 'Try it: {{workspace}}',
  'test-text':
    'The bot sends a message to yourself and buzzes you in the app. It is free, and nobody else gets it. Find yourself first:',
  'test-who': 'Name, e-mail or mobile',
  'test-doctor': 'Check the connection',
  'test-message': 'This is a test: {{workspace}} is connected to Feishu Buzz. If you see this, all is well.',
  'test-send': 'Buzz myself',
  'test-other': 'Somebody else',
  'test-later': 'Later',
  'test-go': 'Start using it',
  'test-sending': 'Sending…',
  'test-accepted':
    'Feishu has accepted it. Look at Feishu: the buzz should have popped up. If not, check that you are signed in there as this person.',
  'test-read': 'You have read it: everything works from here to Feishu.',
  'test-failed': 'That did not work',
  'test-unknown': 'Whether it worked is not known. Look at Feishu',
};
