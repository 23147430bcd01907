/** Problems with the relay, and with ladders that climb there. */
export const relayZhCN = {
  'relay-address': '中继的地址要以 https:// 开头，不含路径；只有本机可以用 http://',
  'relay-address-instead': '中继的地址只写到域名和端口为止，请写成 {{instead}}',
  'relay-token-needed': '剪贴板里没有中继的令牌（以 fbr_ 开头）：请复制管理员给你的令牌，再点一次',
  'relay-token-refused': '中继 {{relay}} 不认得这个令牌，可能已被删除：请向管理员要一个新的，复制后重新连接',
  'relay-token-gone': '没有可用的中继令牌：请复制令牌，重新连接中继',
  'relay-token-locked':
    '中继的令牌存放在系统密钥环（{{store}}）里，密钥环还没有解锁。请解锁后退出应用再打开，不用重新粘贴令牌',
  'relay-keyring-missing':
    '没有找到系统的密钥环（查过：{{tried}}），中继的令牌还没有保存：请启动 GNOME 密钥环、KWallet 或 KeePassXC，再退出并重新打开应用；或选择令牌仅在本次运行中保留，或明确同意不加密保存',
  'relay-keyring-closed':
    '系统的密钥环（{{store}}）没有打开，中继的令牌还没有保存：请解锁它，再退出并重新打开应用；或选择令牌仅在本次运行中保留，或明确同意不加密保存',
  'relay-unreachable': '连不上中继 {{relay}}（{{reason}}）：请检查地址和网络，或询问它的管理员',
  'relay-strange': '{{relay}} 回应的不是中继，请检查地址',
  'relay-other-version': '中继 {{relay}} 的版本与本应用不一致，不能交接升级阶梯：请把两边更新到同一版本',
  'relay-serves-none': '中继没有接入你的任何一个工作区：请让管理员把同一个应用加进 relay.json，并给令牌加上这个工作区',
  'relay-takes-none': '这个令牌不能把升级阶梯交给中继：请让管理员给它加上权限 adopt（要短信和电话，再加 paid）',
  'relay-has-ladders': '中继 {{relay}} 那里还有 {{count}} 个升级阶梯：请先收回或停止它们',
  'relay-not-set': '中继 {{relay}} 已不在这台电脑的设置里，这里无法再通知它',
  'relay-takes-unpaid': '中继 {{relay}} 不接收“{{name}}”带短信或电话的升级阶梯：令牌没有权限 paid',
  'relay-away': '这次加急在中继 {{relay}} 那里，现在连不上它（{{reason}}）：没有停下任何一步，也没有改变什么',
  'relay-no-answer': '中继 {{relay}} 没有回应：可能已经照办，也可能没有；连上以后，这里会显示结果',
  'relay-refuses': '中继 {{relay}} 没有照办：{{said}}',
  'ladders-handing':
    '还有 {{count}} 个升级阶梯正在交给中继，它还没有回应：退出后，只有它已经收到才会继续；仍要退出请强制退出（--force）',
} as const;
