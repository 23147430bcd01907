import type { Problem } from '../../../electron/contract/advice/problem';

/** The parts of the connect form a problem can stand beside; `form` is the line above the buttons. */
export type ConnectField = 'baseUrl' | 'appId' | 'appSecret' | 'keyring' | 'form';

/**
 * Which field a problem is about. Feishu's codes (feishu-api 1.1): 10003 a malformed app id; 10014 and 10015 an
 * unknown app or a wrong secret, which it does not tell apart, and the secret is the one that cannot be seen;
 * 10005, 10012, 10013, 99991543 credentials of another tenant or brand.
 */
export const problemField = (problem: Problem): ConnectField => {
  switch (problem.code) {
    case null:
      break;
    case 10014:
    case 10015:
      return 'appSecret';
    case 10003:
    case 10005:
    case 10012:
    case 10013:
    case 99991543:
      return 'appId';
    default:
      return 'form';
  }
  switch (problem.advice) {
    case 'base-url-invalid':
    case 'unreachable-host':
    case 'not-json':
    case 'tls':
      return 'baseUrl';
    case 'app-id-invalid':
      return 'appId';
    case 'secret-missing':
      return 'appSecret';
    case 'keyring-missing':
      return 'keyring';
    default:
      return 'form';
  }
};
