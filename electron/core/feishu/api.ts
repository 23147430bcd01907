/** The calls this program makes. Rate limits are counted per API, and error codes mean different things in each. */
export type Api =
  | 'token'
  | 'send'
  | 'reply'
  | 'buzz-app'
  | 'buzz-sms'
  | 'buzz-phone'
  | 'readers'
  | 'recall'
  | 'chats'
  | 'chat'
  | 'members'
  | 'create-chat'
  | 'add-members'
  | 'message'
  | 'history'
  | 'look-up'
  | 'bot'
  | 'scopes'
  | 'contact-range'
  | 'departments'
  | 'departments-below'
  | 'department-people'
  | 'people-by-id';

/** The calls that ring or beep a phone and cost money: at most once, whatever happens. */
export const isPaidApi = (api: Api): api is 'buzz-sms' | 'buzz-phone' => api === 'buzz-sms' || api === 'buzz-phone';
