import type { Locale } from '../../../../contract/model/settings';

const zhCN = `飞书加急：命令行

  feishu-buzz send --to <谁> [--to <谁> …] --text <内容> [--via app|sms|phone] [--mode auto|direct|chat|room]
                   [--chat <oc_…|群名>] [--ladder <名称>] [--climbs here|relay] [--ask | --no-ask]
                   [--until read|acknowledged] [--enough everyone|one] [--image <图片> …] [--yes] [--wait <秒>]
  feishu-buzz message <om_…> --to <谁> … [--via app|sms|phone] [--ask] [--enough everyone|one] [--yes] [--wait <秒>]
  feishu-buzz show <编号>              一次加急的结果
  feishu-buzz list [--limit <条数>]    最近的加急，最新的在前（默认 20 条）
  feishu-buzz stop <编号>              停止尚未呼叫的部分
  feishu-buzz recall <编号>            停止并撤回消息
  feishu-buzz groups list | export <文件>
                                       文件名以 .json 结尾为 JSON，否则为 CSV
  feishu-buzz groups import <文件> [--encoding <编码>] [--yes]
                                       读 CSV、.xlsx、.vcf、JSON，只增补，不删除成员；--yes 也采用文件里的
                                       关联群聊和默认加急方式、阶梯
  feishu-buzz connect --app-id <cli_…> [--brand feishu|lark] [--base-url <地址>] [--name <名称>] [--store-unprotected]
                                       App Secret 从标准输入或环境变量 FEISHU_BUZZ_APP_SECRET 读取
  feishu-buzz connect --scan [--app-id <cli_…>] [--brand …] [--base-url <地址>] [--name <名称>] [--store-unprotected]
                                       扫码创建应用并连接；写明 --app-id 则为那个应用补上权限
  feishu-buzz doctor                   检查凭证、机器人、权限、可用范围
  feishu-buzz listen on [--share] | off | status
                                       监听飞书的事件；--share：已有别的电脑在监听时也一起监听
  feishu-buzz inbox [--limit <条数>]   大家写给机器人的消息，最新的在前（默认 20 条）；没有监听时先向飞书查询
  feishu-buzz inbox reply <om_…> --text <内容> --to <谁> … [--via app|sms|phone] [--yes] [--wait <秒>]
                                       在原会话里回复并加急这条回复
  feishu-buzz inbox dismiss <om_…>     忽略一条消息
  feishu-buzz open | quit [--force] | --toggle | --quick

<谁>：收件组名、没有重名的姓名、邮箱、手机号，或 ID（ou_…、on_…、user:<user_id>）；
      group:<名称> 与 person:<名称> 用来区分同名的收件组和成员；department:<名称> 是整个部门，连同下级部门。

--via        默认 app；sms 与 phone 计费，必须加 --yes，并且立即发出
--mode       默认 auto：收件组关联的群聊，否则逐个单聊（最多 200 人）
--ask        请对方确认（回复、点表情或快捷回复）；有升级阶梯或计费时默认开启，--no-ask 关闭
--climbs     升级阶梯由谁执行：这台电脑（here，要开着且醒着）或中继（relay）；默认按阶梯的设置
--until      升级阶梯等到已读（read）还是已确认（acknowledged）；--enough one 为一人确认即可
--wait       全部呼叫有结果后，再等成员阅读，最多这么多秒；加 --ask 则等到全部（或一人）确认
--encoding   文件的文字编码，看不出来时必须写明：gb18030、big5、shift_jis、euc-kr、windows-1252 …
--workspace  工作区名称，也可以写在环境变量 FEISHU_BUZZ_WORKSPACE 里。默认为最近使用的真实工作区；
             从来没有连接过真实的工作区时，才是练习工作区（practice）
--json       任何命令都可用：标准输出一个 JSON 对象，时间为 ISO 8601（UTC）
--relay      由这个地址的中继执行（send、message、show、list、stop、recall），也可以写在环境变量 FEISHU_BUZZ_RELAY 里；
             令牌只从环境变量 FEISHU_BUZZ_RELAY_TOKEN 读取
--incident   加急的是什么事，如工单号（仅限中继的 send、message）；一天内已有人为它加急时，不再发送，显示那次加急

退出码：0 全部受理 · 1 无人受理或被拒绝 · 2 用法有误，或在呼叫之前被拒绝 · 3 部分接收 · 4 有结果未知 · 5 连不上应用
        show、list、stop、recall 完成即为 0。
`;

const enUS = `Feishu Buzz: the command line

  feishu-buzz send --to <who> [--to <who> …] --text <text> [--via app|sms|phone] [--mode auto|direct|chat|room]
                   [--chat <oc_…|name>] [--ladder <name>] [--climbs here|relay] [--ask | --no-ask]
                   [--until read|acknowledged] [--enough everyone|one] [--image <file> …] [--yes] [--wait <seconds>]
  feishu-buzz message <om_…> --to <who> … [--via app|sms|phone] [--ask] [--enough everyone|one] [--yes] [--wait <seconds>]
  feishu-buzz show <buzz-id>           shows the outcomes of a buzz
  feishu-buzz list [--limit <n>]       lists recent buzzes, newest first (20 by default)
  feishu-buzz stop <buzz-id>           stops the calls that have not been made yet
  feishu-buzz recall <buzz-id>         stops the buzz and recalls its messages
  feishu-buzz groups list | export <file>
                                       JSON if the file name ends in .json, otherwise CSV
  feishu-buzz groups import <file> [--encoding <name>] [--yes]
                                       reads CSV, .xlsx, .vcf and JSON, and only adds people; --yes also takes linked
                                       chats, and defaults such as channel and ladder, from the file
  feishu-buzz connect --app-id <cli_…> [--brand feishu|lark] [--base-url <url>] [--name <name>] [--store-unprotected]
                                       reads the App Secret from standard input or FEISHU_BUZZ_APP_SECRET
  feishu-buzz connect --scan [--app-id <cli_…>] [--brand …] [--base-url <url>] [--name <name>] [--store-unprotected]
                                       creates the app by a scan and connects it; with --app-id grants that app what
                                       it lacks
  feishu-buzz doctor                   checks credentials, bot, scopes and availability
  feishu-buzz listen on [--share] | off | status
                                       listens to Feishu’s events; --share: also where another computer listens
  feishu-buzz inbox [--limit <n>]      lists what people wrote to the bot, newest first (20 by default); asks Feishu
                                       first where the workspace does not listen
  feishu-buzz inbox reply <om_…> --text <text> --to <who> … [--via app|sms|phone] [--yes] [--wait <seconds>]
                                       replies in the message’s chat and buzzes the reply
  feishu-buzz inbox dismiss <om_…>     puts a message away
  feishu-buzz open | quit [--force] | --toggle | --quick

<who>: a group's name, a person's unique name, an e-mail address, a mobile number, or an ID (ou_…, on_…,
       user:<user_id>). Use group:<name> or person:<name> when a group and a person have the same name;
       department:<name> is a whole department with those below it.

--via        app by default; sms and phone are paid, need --yes, and go out at once
--mode       auto by default: the chat linked to the group, otherwise one direct message each (up to 200 people)
--ask        asks people to acknowledge (reply, react or tap); on by itself with a ladder or a paid channel
--climbs     where the ladder runs: on this computer while it is awake (here), or in the relay; by default as the
             ladder says
--until      whether a ladder waits until people have read or acknowledged; --enough one: the first answer ends it
--wait       after every call has its outcome, waits this long for people to read, or with --ask to acknowledge
--encoding   how the file's characters are encoded, needed where it cannot be told: gb18030, big5, windows-1252 …
--workspace  a workspace's name, also read from FEISHU_BUZZ_WORKSPACE. By default the real one used last; practice
             only if no real one was ever connected
--json       for any command: prints one JSON object to standard output; times are ISO 8601 (UTC)
--relay      has the relay at this address do it (send, message, show, list, stop, recall); also read from
             FEISHU_BUZZ_RELAY. The token is read from FEISHU_BUZZ_RELAY_TOKEN alone
--incident   what the buzz is about, such as a ticket’s number (send and message at a relay); if someone has buzzed
             for it within a day, nothing is sent, and that buzz is shown

Exit codes: 0 all accepted · 1 none accepted, or refused · 2 wrong usage, or refused before any call · 3 some accepted
            4 some outcome unknown · 5 the app cannot be reached. show, list, stop and recall exit with 0 when done.
`;

/** Printed by `--help`. */
export const helpText: Readonly<Record<Locale, string>> = { 'zh-CN': zhCN, 'en-US': enUS };
