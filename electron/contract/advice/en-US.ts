import { feishuEnUS } from './feishu-en-US';
import type { AdviceWords } from './problem';
import { relayEnUS } from './relay-en-US';

/** The English half of `zh-CN.ts`. */
export const enUS: AdviceWords = {
  nobody: 'Choose recipients first',
  'text-empty': 'Write a message first: what should they do?',
  'text-too-long': 'The message is too long: {{size}} KB of the 30 KB Feishu allows for rich text. Shorten it',
  'person-unresolved': 'No person found for “{{name}}”. Use an e-mail address, a mobile number or a member ID',
  'person-invalid-id': '“{{name}}” is not a valid member ID',
  'person-disagrees':
    'The details of “{{name}}” lead to two people: {{one}} is {{first}}, {{two}} is {{second}}. Keep only the right one',
  'person-frozen': 'This account is suspended, so the buzz may not arrive',
  'person-unjoined': 'They have not joined Feishu yet, so a buzz cannot arrive',
  'last-too-many-unread': 'Last time they had 200 unread buzzes. New ones arrive only after they have read those',
  'last-outside': 'Last time they were outside the app’s availability or had left',
  'last-resigned': 'Last time Feishu said they had left the company',
  'last-unreachable': 'Last time they could not be reached',
  'person-not-in-chat': 'Not a member of this chat, so the buzz cannot reach them',
  'room-unaddable': 'Cannot be added to the chat: they may have left the company or be outside the app’s availability',
  'room-pending': 'Waiting for the chat owner’s approval to join. Buzz again once they are in',
  'group-empty': 'The group “{{name}}” has no members yet',
  'group-gone': 'This group was deleted',
  'department-gone': 'The app can’t see “{{name}}” in the contacts, or it has no people: choose other recipients',
  'department-too-many': '“{{name}}” has {{count}} people, more than {{most}} at once: choose departments below it',
  'department-being-read': 'The contacts are still being read: who is in “{{name}}” will be known in a moment',
  'message-id-invalid': 'A message ID starts with om_. Copy it from Feishu and paste it here',
  'batch-message': 'Batch messages (bm_…) cannot be buzzed. Send a new message with the bot and buzz that',
  'message-by-others': 'This bot did not send the message. Reply to it and buzz the reply',
  'plan-gone': 'The plan has expired. Please confirm again',
  'paid-gesture-needed': 'SMS and phone buzzes need a second gesture: hold the button',
  'night-asks': 'SMS or calls would go out now or later at night ({{from}} to {{to}}): confirm once more',
  'ceiling-person': '{{name}} had {{count}} paid buzzes in the last hour, which is this computer’s limit',
  'ceiling-person_one': '{{name}} had {{count}} paid buzz in the last hour, which is this computer’s limit',
  'ceiling-hour': 'This computer’s limit of {{limit}} paid buzzes per hour is reached',
  'ceiling-month':
    'This month’s limit of {{limit}} is used up (counted on this computer). You can change it in Settings',
  'ceiling-month-short':
    'Only {{left}} of {{limit}} are left this month on this computer, too few for {{count}} people: change the limit in Settings',
  'picture-kind': 'This file cannot be sent as a picture. PNG, JPEG, WebP and GIF can',
  'picture-too-large':
    'This picture is too large ({{width}} × {{height}}, {{size}} MB): Feishu takes 10 MB and 12,000 pixels at most. It can be scaled down',
  'picture-too-large-kind':
    'This picture is too large ({{width}} × {{height}}, {{size}} MB): Feishu takes 10 MB at most, GIFs up to 2,000 pixels, others up to 12,000. Use a smaller one',
  'picture-gone': 'The picture’s file is no longer on this computer. Add it again',
  'picture-late': 'The picture did not upload within 30 seconds, so the message went without it',
  'pictures-unscoped':
    'The app does not have the permission im:resource:upload yet: the text goes out, the pictures do not',
  'channel-unscoped':
    'The app lacks the scope {{scope}}: it works once the scope is granted in the developer console and a version is published',
  'all-too-many-unread':
    'Last time all {{count}} had 200 unread buzzes, and none has been seen reading since: most likely nothing new arrives',
  'note-no-message': 'This buzz has no message that is still there, so nothing can follow it',
  'number-hidden':
    'Feishu gave no number: the app lacks the scope contact:user.phone:readonly, or they have registered none',
  'chat-not-openable': 'Chats open in the client only for people of a Feishu or Lark workspace',
  'called-recently': 'Buzzed {{minutes}} min ago',
  'workspace-gone': 'This workspace is no longer on this computer. Connect it again',
  'scan-refused':
    'The request was declined in Feishu, and no app was created or changed. Scan again when you are ready',
  'scan-expired': 'The code has expired before it was confirmed. Scan again',
  'scan-stopped': 'The scan was canceled',
  'scan-failed':
    'Feishu did not finish: {{said}}. Scan again later. If that does not help, create the app in the developer console and connect with its App ID',
  'scan-other-app':
    'Not {{asked}} but the app {{appId}} was confirmed, so nothing was changed. Most likely an account of another company was used. Scan again with an account of the company that this app belongs to',
  'scan-not-connected':
    'The scan was confirmed in Feishu after you left: the app {{appId}} was created, but isn’t connected. Copy its App Secret from the developer console and connect with the App ID',
  'scan-kept-in-memory':
    '“{{name}}” is connected, but the keyring is closed, so its App Secret is kept for this session only. After quitting, scan again, or store it in Settings → Workspaces',
  'scan-unknown':
    '{{host}} cannot create apps by scan. Create the app in its developer console and connect with its App ID',
  'secret-missing': 'No App Secret is saved. Connect this workspace again',
  'secret-locked':
    'The App Secret is in the system keyring ({{store}}), which is closed. Unlock the keyring, then quit and open the app again. You need not enter the secret again',
  'secret-unreadable':
    'An App Secret is saved, but this keyring cannot decrypt it: the one it was saved with is not running, or was replaced. Start that keyring, then quit and open the app again. If you no longer use it, connect this workspace again',
  'secret-elsewhere':
    'This App Secret was saved for the app {{appId}} at {{origin}}, but the address or App ID of the workspace was changed outside this program, so the secret was not sent. If you changed it, check it and connect this workspace again. If not, change it back',
  'secret-unbound':
    'An earlier version saved this App Secret without its address, so it was not sent to {{origin}}. Check the address, then connect this workspace again and enter the App Secret',
  'keyring-missing':
    'No system keyring was found (tried: {{tried}}). Start GNOME Keyring, KWallet or KeePassXC, then quit and open the app again. Or keep the secret for this session only, or agree to store it unprotected',
  'keyring-closed':
    'The system keyring ({{store}}) is closed. Unlock it, then quit and open the app again. Or keep the secret for this session only, or agree to store it unprotected',
  'base-url-invalid': 'The base URL must start with https:// (http:// only on this computer)',
  'base-url-protocol': 'The base URL starts with https://: write {{instead}}',
  'base-url-account': 'The base URL takes no user name or password: write {{instead}}',
  'base-url-path':
    'The base URL ends with the host: leave out {{extra}} and write {{instead}} (the app adds the paths of the API itself)',
  'app-id-invalid': 'An App ID starts with cli_. Copy it from “Credentials & Basic Info” in the developer console',
  'practice-only': 'The practice workspace cannot be changed',
  // Listening
  'listen-others':
    '{{count}} other connections already receive this app’s events (other computers or services). Each event goes to one of them at random, so this computer does not listen and keeps asking',
  'listen-others_one':
    'Another connection already receives this app’s events (another computer or a service). Each event would go to one of the two at random, so this computer does not listen and keeps asking',
  'listen-shared':
    '{{count}} other connections receive this app’s events, too. Some events go to them, so this computer keeps asking as usual',
  'listen-shared_one':
    'Another connection receives this app’s events, too. Some events go to it, so this computer keeps asking as usual',
  'listen-uncounted':
    '{{host}} does not say whether other computers receive this app’s events, so this one keeps asking as usual',
  'listen-missed':
    'Connected, but Feishu does not send the event {{event}}, so this computer keeps asking as usual. Add it under “Events & callbacks” in the developer console and publish a version',
  'listen-off': 'Not listening: who reads and answers is found out by asking from time to time',
  'listen-connecting': 'Still connecting. Check again in a moment',
  'listen-unproven': 'Connected, but no event has arrived yet. Press “Verify” and send the bot a message',
  'listen-unheard':
    'No event arrived within a minute. In the developer console, under “Events & callbacks”, see that the mode is long connection, the events are added and a new version is published. A chat with the bot without an input box lacks the scope for messages',
  'events-missing': 'The app does not get these events, so listening will not hear of: {{uses}}',
  'events-unknown': 'Without the scope {{scope}} the app cannot see which events it gets',
  'events-unreadable': 'Feishu does not say which events the app gets. “Verify” shows whether they arrive',
  'listen-silent': 'The connection to {{host}} went silent. Reconnecting',
  'listen-handshake': '{{host}} refused the long connection ({{status}}). Trying again',
  // What happened in Feishu
  'outside-resigned': 'Has left the company and is no longer buzzed',
  'outside-disbanded': 'The group chat was dissolved, so no one can be buzzed there. Choose people and send again',
  'outside-bot-removed': 'The bot was removed from the group chat. Add it again to go on buzzing',
  'outside-left': 'No longer in the group chat, so buzzes do not arrive. Add them again, or send to them directly',
  'outside-recalled': 'The message was recalled in Feishu, so no one is buzzed any more',
  offline: 'No network connection. Check it and try again',
  'unreachable-host': 'Cannot reach {{host}}. Check the network, the proxy or the base URL',
  'unreachable-proxy':
    'Cannot reach {{host}} through the proxy {{proxy}}. Check that it runs, lets this host through, and has the right password',
  tls: 'The secure connection to {{host}} failed. Check its certificate or the proxy',
  timeout: '{{host}} did not answer in time',
  'lost-answer': 'The connection broke. Feishu may or may not have received it',
  'lost-paid': 'The connection broke. The SMS or call may have gone out. You decide whether to buzz again',
  'not-json': 'The answer from {{host}} is not in Feishu’s format. Check the base URL, the proxy or the gateway',
  'stopped-before-call': 'Stopped before the call',
  'message-not-sent': 'The message was not sent, so there was nothing to buzz',
  'feishu-failing': 'Feishu gave no proper answer several times in a row. This call has not been made',
  'practice-restarted':
    'Practice has restarted and its earlier messages are gone. Send the buzz again to keep practicing',
  expired: 'It expired before the call, so no call was made',
  'request-invalid': 'That request was not valid. Restart the app and try again',
  internal: 'Something went wrong inside the app. Copy the diagnostics and report it',
  'hotkey-everyday': 'Other programs need {{hotkey}} and would no longer get it. Choose a different shortcut',
  'hands-needed': 'Only a person at this window can do this. Press the key or button there once more',
  'hotkey-taken': 'Another program uses {{hotkey}}. Choose a different shortcut',
  'settings-damaged':
    'The settings file was damaged. It was kept as {{file}}. The default settings are in use, and workspaces have to be connected again',
  'settings-salvaged': '{{count}} damaged entries in the settings were left out. The old file was kept as {{file}}',
  'settings-salvaged_one': '{{count}} damaged entry in the settings was left out. The old file was kept as {{file}}',
  'groups-damaged':
    'The file with your groups was damaged. It was kept as {{file}}. There are no groups now; import them again if you have exported them',
  'drafts-damaged': 'The file with your drafts was damaged. It was kept as {{file}}. Unsent drafts are gone',
  'rooms-damaged':
    'The record of buzz rooms was damaged. It was kept as {{file}}. The next buzz to a room creates a new chat',
  'recent-damaged':
    'The record of recent recipients was damaged. It was kept as {{file}}. Until you have buzzed them again, they do not come first in searches',
  'vault-damaged':
    'The file with the App Secrets was damaged. It was kept as {{file}}. Edit each workspace and enter its App Secret again',
  'vault-salvaged':
    '{{count}} damaged App Secrets cannot be used. The old file was kept as {{file}}. Check the connection of each workspace',
  'vault-salvaged_one':
    '{{count}} damaged App Secret cannot be used. The old file was kept as {{file}}. Check the connection of each workspace',
  'data-newer':
    'A newer version of this app wrote data that this version cannot use. It was kept as {{file}}. Update the app',
  'workspaces-lost': 'A real workspace was connected here and cannot be found any more ({{files}}). Connect it again',
  'practice-unasked':
    'A real workspace was connected here and cannot be found any more. Connect it again. To practice all the same, dismiss the notice of the damage first',
  'ledger-newer': 'A newer version of this app wrote the buzz records. Update the app; until then you cannot buzz',
  'ledger-in-use':
    'Another program is using the buzz records, so you cannot buzz now. Quit the other Feishu Buzz, or the program that reads the data folder, and open the app again',
  'ledger-replaced':
    'The buzz records were moved out of the data folder or replaced, so you cannot buzz now. Quit the app and open it again',
  'ledger-damaged':
    'The buzz records were damaged. They were kept as {{file}}, and new ones were started. Unfinished ladders do not go on, and SMS and calls of this month are counted from zero',
  'storage-failed': 'Cannot write to disk: {{reason}}',
  'still-running': 'The last buzz is still running. Wait for it to finish',
  'person-ambiguous': 'Several people are named “{{name}}”. Choose one from the list',
  'buzz-gone': 'There is no record of this buzz',
  'inbox-gone': 'There is no such message in the inbox',
  'inbox-recalled': 'This message was recalled and can no longer be replied to',
  'inbox-replying': 'The last reply is still on its way. Wait a moment',
  'nothing-to-recall': 'There is no message to recall',
  'group-hotkey-taken':
    'Another program uses {{hotkey}}, the hotkey of the group “{{name}}”. Choose a different one in the group’s editor',
  'hotkey-layout':
    '{{hotkey}} will probably do nothing: this computer switches keyboard layouts with {{keys}}, so programs do not get it. Choose a different shortcut, or try it in Settings',
  'hotkey-desktop':
    '{{hotkey}} will probably do nothing: the desktop keeps it for itself ({{action}}). Choose a different shortcut, or try it in Settings',
  'group-hotkey-swallowed':
    '{{hotkey}}, the hotkey of the group “{{name}}”, will probably do nothing: the keyboard layout or the desktop keeps it. Choose a different one in the group’s editor',
  'hotkey-of-group': '{{hotkey}} already opens the group “{{name}}”. Choose a different one',
  'hotkey-of-window': '{{hotkey}} already opens quick buzz. Choose a different one',
  'hotkey-wayland':
    'On Wayland the desktop decides whether global hotkeys work. If yours does nothing, add a shortcut in the system settings that runs: feishu-buzz --quick',
  'data-copied':
    'These data were copied from another folder or restored from a backup. {{count}} unfinished buzzes were stopped here, so that no one is called twice. In the original folder they go on',
  'data-copied_one':
    'These data were copied from another folder or restored from a backup. {{count}} unfinished buzz was stopped here, so that no one is called twice. In the original folder it goes on',
  'command-line-deaf':
    'The command line (feishu-buzz) cannot reach this app for now. Check that the disk is not full and the data folder can be written to. The app keeps trying',
  'data-folder-missing':
    'Cannot find the data folder {{folder}}, so the data from before the move is in use. Connect the disk, then quit and open the app again. Changes made until then are not merged',
  'pointer-damaged':
    'The file moved-to.json, which tells where the data was moved, is damaged. The data in {{folder}} is in use. If you moved the data, name its folder in the environment variable FEISHU_BUZZ_HOME',
  'autostart-unpackaged': 'A development build cannot start at login; an installed app can',
  'move-fixed': 'The environment variable FEISHU_BUZZ_HOME sets the data folder. Change it to move the data',
  'move-not-empty': 'Choose an empty folder',
  'move-foreign': 'This folder belongs to another user of this computer. Choose one of your own',
  'data-open':
    'The data folder {{folder}} cannot be closed to others: other users of this computer may read the messages and people in it. Move the data to a disk or folder of your own',
  'data-foreign':
    'The data folder {{folder}} belongs to another user of this computer, who can read and replace the files in it. Move the data to a folder of your own',
  'move-inside': 'The data cannot be moved into its own folder. Choose another one',
  'copies-left':
    'The data is deleted, except in folders that could not be reached or written to. Delete the rest by hand: {{folders}}',
  'move-failed': 'The data was not moved ({{reason}}). The old folder is still in use',
  'busy-now': 'A buzz or a ladder is still running. Wait until it ends, or stop it first',
  'scope-waits': 'The scope {{scope}} was asked for. Once an admin approves it, the app can {{use}}',
  'scope-to-grant':
    'The scope {{scope}} is missing, so the app cannot {{use}}. Grant it in the developer console and publish a new version',
  'scope-optional': 'Optional: grant the scope {{scope}} to {{use}}',
  'check-skipped': 'Can be checked once the problem above is fixed',
  'bot-waits': 'The app is installed but not enabled yet. Ask an admin to enable it',
  'bot-upgrade-waits': 'The upgraded app is not enabled yet. Ask an admin to approve the new version',
  'app-plan-ended': 'The app’s license or plan has ended. Ask an admin to renew it',
  'bot-inactive': 'The bot is not enabled. Publish a version in the developer console and have it approved',
  'nobody-available':
    'The app cannot see any people. Set its availability in the developer console and publish a version',
  'people-unlisted':
    'The app sees no departments. It may see people named one by one, but cannot list them without {{scope}}. Connect and buzz yourself to try',
  'contacts-partial':
    'The app’s contacts range covers only some departments or people. The others cannot be found, not even by e-mail or mobile number',
  'contacts-empty':
    'The app’s contacts range is empty. Set it under Data permissions in the developer console and publish a version',
  'contacts-too-many':
    'The contacts are too large: only the first {{count}} entries were read. Find other people by e-mail, mobile number or ID',
  'people-not-found-again':
    'The app has changed. People in your groups that were found again: {{resolved}}. Please add these again: {{names}}',
  'contacts-being-read':
    'The contacts are being read for the first time, so another person of the same name may still be missing. Try again later, or use an e-mail address, a mobile number or an ID',
  'names-hidden': 'Names in the contacts are hidden. Grant the app {{scope}}',
  'emails-hidden': 'E-mail addresses are hidden, so people cannot be found by them. Grant the app {{scope}}',
  'departments-hidden': 'Department names are hidden, so people of the same name look alike. Grant the app {{scope}}',
  'standing-hidden': 'The app cannot see who has left or never joined. Grant it {{scope}}',
  'range-people-hidden':
    'People whom the contacts range names one by one are hidden. If you need them, grant the app {{scope}}',
  'link-kept-draft': 'The draft already had content, so the link did not replace it',
  undone: 'Undone: no SMS was sent and no call was made',
  'undo-too-late': 'Too late to undo: the SMS or call has gone out',
  'ladder-gone': 'This ladder was deleted. Choose another one',
  'file-empty': 'The file has no people. Below the column names ({{header}}) it needs one line per person',
  'file-header': 'The columns of this table are not recognized. The first line should be {{header}}',
  'file-quote': 'Line {{line}} has an unmatched quote. Correct it and import again',
  'file-json': 'This is not a valid JSON file',
  'file-none': 'The file has no groups',
  'file-newer': 'A newer version of the app wrote this file. Update the app',
  'file-shape': 'The content at “{{where}}” is not in the format of groups',
  'file-too-large':
    'The file is larger than 5 MB, too large for a list of groups. Export an address book without its pictures',
  'file-long': 'The file has more than {{most}} lines, too many for a list of groups',
  'file-xls':
    'This is an old Office file (.xls or similar), which cannot be read. Save it as .xlsx or CSV in Excel or WPS and import that',
  'file-locked': 'This workbook is protected by a password. Save it without the password and import that',
  'file-xlsb': 'This is a binary workbook (.xlsb), which cannot be read. Save it as .xlsx in Excel and import that',
  'file-ods': 'This is an OpenDocument table (.ods), which cannot be read. Save it as .xlsx or CSV and import that',
  'file-numbers': 'This is a Numbers table. In Numbers, choose File → Export To → Excel or CSV, and import that',
  'file-document':
    'This is a document (Word, PDF or similar), not a list. Save the list as a table (.xlsx or CSV), or copy it and use “Paste a list” in a group',
  'file-picture': 'This is a picture. Import a table (.xlsx or CSV) or an address book (.vcf)',
  'file-archive': 'This is an archive. Unpack it and import the table (.xlsx or CSV) or address book (.vcf) in it',
  'file-web':
    'This is a web page, not a table, as many .xls downloads are. Open it in Excel or WPS, save it as .xlsx and import that',
  'file-xml':
    'This is an XML file, not a list that can be read. Open it in Excel or WPS, save it as .xlsx or CSV and import that',
  'file-calendar': 'This is a calendar, not an address book. Export the contacts (.vcf) and import those',
  'file-binary': 'This is neither text, a table nor an address book',
  'file-damaged':
    'This workbook is damaged or too large. Open it in Excel or WPS, save it as a new .xlsx or CSV and import that',
  'file-no-cards': 'This address book has no contacts that can be read',
  'file-encoding':
    'The file does not say how its characters are encoded. It may be {{encoding}} (for example: {{sample}}). Name the encoding, for example --encoding {{encoding}}',
  'sheet-unread': 'The columns of the sheet “{{sheet}}” are not recognized, so it was not read',
  'sheet-hidden': 'The sheet “{{sheet}}” is hidden, so it was not read',
  'card-no-person': 'has no name, e-mail or mobile, so it was not imported',
  'file-unreadable': 'Cannot read this file: {{reason}}',
  'import-gone': 'This preview is no longer valid. Choose the file again',
  'import-over': 'Another file was imported later, so this import can no longer be undone',
  'group-full': 'The group “{{name}}” would have more than 5000 people. Split it into several groups',
  'groups-many': 'There would be {{count}} groups after this import. The most is {{most}}',
  'import-no-chat': 'The linked chat of “{{name}}” was left out: the bot is not in it, or Feishu cannot be reached now',
  'import-no-department':
    'Not all departments that “{{name}}” follows were taken over: one is not in the contacts that the app sees, or these have not been read yet',
  'import-no-ladder': 'This computer does not have the default ladder of “{{name}}”, so it was left out',
  'import-no-template': 'This computer does not have the default template of “{{name}}”, so it was left out',
  'line-above': 'stands above the column names and was not read: “{{value}}”',
  'line-no-person': 'has nothing that names a person and was not imported: “{{value}}”',
  'line-wide': 'has “{{value}}” beyond the named columns, which was not used',
  'line-group-long': 'has a group name longer than 60 characters; only the first 60 are used',
  'line-group-none': 'names no group',
  'line-group-missing': 'names no group; added to “{{name}}” above',
  'line-rounded':
    'has a mobile number that a spreadsheet changed to “{{value}}”. Format the column as text and enter it again',
  'line-long': 'has “{{value}}”, which is too long and was not used',
  'template-gone': 'This template was deleted. Choose another one',
  'ladders-armed': '{{count}} ladders are still running. Escalation stops when you quit. To quit anyway, add --force',
  'ladders-armed_one': '{{count}} ladder is still running. Escalation stops when you quit. To quit anyway, add --force',
  'ladder-not-held': 'The ladder is not waiting for a decision',
  'relay-none': 'No relay is set, so it runs on this computer',
  'relay-not-served': 'The relay does not serve this workspace, so it runs on this computer',
  'relay-practice': 'Ladders of practice run on this computer only',
  'relay-not-heard':
    'The relay cannot be reached now. It runs on this computer, and is handed over as soon as the relay is there',
  'climbs-elsewhere': 'This buzz is in the relay “{{relay}}”, which has to do this',
  'hand-over-running': 'A message or a call has no outcome yet. Wait until it ends',
  'hand-over-ended': 'The ladder has ended, so there is nothing to hand over',
  'hand-over-late': 'The time of every step that is left has passed, so there is nothing to hand over',
  'hand-over-large': 'The record of this buzz is too large for the relay',
  'hand-over-unlike': 'The relay has this buzz already, with another record, so it did not take it',
  'hand-over-released': 'The relay has given this buzz back before, and does not take it again',
  'hand-over-clock': 'The clocks of this computer and of the relay are too far apart. Set them right first',
  'hand-over-invalid': 'The relay cannot read this record, so it did not take it. The two may have different versions',
  'hand-over-unsure': 'It is not known whether the relay has taken it, so this computer must not go on',
  'turn-waits': 'Their turn has not come yet',
  'turn-over': 'No call reached them, so the next one was called',
  'backup-not-needed': 'No one is waited for any more, so the backup was not called',
  'backup-gone': 'The backup group is not in this workspace. It may have been deleted',
  'backup-unreachable': 'No one in the backup group “{{name}}” can be called',
  'ladder-turns-many':
    'Calling {{count}} people one after another takes {{turns}} turns. At most {{most}} are possible: choose fewer people or fewer rounds',
  'ladder-turns-one':
    'This ladder calls one person after another until one answers, so it cannot wait for everyone or for reading',
  'rung-not-louder': 'Not louder than what already went out, so this step was skipped',
  'rung-missed': 'The computer was asleep or busy when this step was due, so it was skipped',
  'answered-meanwhile': 'They have acknowledged in the meantime, so they were not buzzed again',
  'taken-meanwhile': 'Another person took it in the meantime, so they were not buzzed again',
  'reminder-failed': 'Feishu did not accept it{{reason}}',
  'reminder-unscoped':
    'The app lacks the scope {{scope}}, so the reminder is skipped. Grant it and publish a new version',
  'read-meanwhile': 'They have read it in the meantime, so they were not buzzed again',
  'database-restored':
    'The relay’s database was restored, and calls made since may be missing from it. Ask them before you continue',
  'receipts-unknown': 'It is not known whether they have read it, so this step did not buzz them',
  'clock-set-back':
    'The computer’s clock was set back, so the time that has passed is unknown. This step was not carried out',
  'link-invalid': 'This link is not valid, so it was not opened',
  ...feishuEnUS,
  ...relayEnUS,
};
