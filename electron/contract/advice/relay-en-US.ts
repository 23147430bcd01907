import type { EnglishWords } from '../words';
import type { relayZhCN } from './relay-zh-CN';

export const relayEnUS: EnglishWords<keyof typeof relayZhCN> = {
  'relay-address': 'The address of a relay starts with https:// and has no path. http:// is for this computer only',
  'relay-address-instead': 'The address of a relay ends with its host and port: write {{instead}}',
  'relay-token-needed':
    'There is no relay token in the clipboard (it starts with fbr_). Copy the token your admin gave you, then try again',
  'relay-token-refused':
    'The relay {{relay}} does not know this token. It may have been removed: ask its admin for a new one, copy it, and connect again',
  'relay-token-gone': 'There is no usable relay token. Copy the token, then connect the relay again',
  'relay-token-locked':
    'The relay token is in the system keyring ({{store}}), which is closed. Unlock the keyring, then quit and open the app again. You need not paste the token again',
  'relay-keyring-missing':
    'No system keyring was found (tried: {{tried}}), so the relay token was not saved. Start GNOME Keyring, KWallet or KeePassXC, then quit and open the app again. Or keep the token for this session only, or agree to store it unprotected',
  'relay-keyring-closed':
    'The system keyring ({{store}}) is closed, so the relay token was not saved. Unlock it, then quit and open the app again. Or keep the token for this session only, or agree to store it unprotected',
  'relay-unreachable':
    'Cannot reach the relay {{relay}} ({{reason}}). Check the address and the network, or ask its admin',
  'relay-strange': 'What answers at {{relay}} is not a relay. Check the address',
  'relay-other-version':
    'The relay {{relay}} is of another version and cannot take over ladders. Update both to the same version',
  'relay-serves-none':
    'The relay has none of your workspaces. Ask its admin to add the same app to relay.json, and this workspace to your token',
  'relay-takes-none':
    'This token may not hand over ladders. Ask the admin of the relay to add the right adopt to it (and paid, for SMS and calls)',
  'relay-has-ladders': 'The relay {{relay}} still has {{count}} ladders. Take them back or stop them first',
  'relay-has-ladders_one': 'The relay {{relay}} still has {{count}} ladder. Take it back or stop it first',
  'relay-not-set': 'The relay {{relay}} is no longer set on this computer, so it cannot be told from here',
  'relay-takes-unpaid':
    'The relay {{relay}} takes no ladders of “{{name}}” with SMS or calls: your token lacks the right paid',
  'relay-away':
    'This buzz is with the relay {{relay}}, which cannot be reached now ({{reason}}). Nothing was stopped or changed',
  'relay-no-answer':
    'The relay {{relay}} did not answer. It may have done it or not: this board tells once the relay can be reached',
  'relay-refuses': 'The relay {{relay}} did not do it: {{said}}',
  'ladders-handing':
    '{{count}} ladders are being handed to the relay, which has not answered. After you quit, they go on only if it has received them. To quit anyway, add --force',
  'ladders-handing_one':
    '{{count}} ladder is being handed to the relay, which has not answered. After you quit, it goes on only if the relay has received it. To quit anyway, add --force',
};
