/** Columns of a file of groups, as the app writes them. A department is read, but not written. */
export const groupsCsvColumns = ['group', 'name', 'open_id', 'union_id', 'user_id', 'email', 'mobile'] as const;
export type Column = (typeof groupsCsvColumns)[number] | 'department';

/** Names that people give these columns, in lower case, without spaces, dashes and underscores. */
const spellings: Readonly<Record<Column, readonly string[]>> = {
  group: ['group', 'groupname', 'team', '组', '组名', '分组', '小组', '团队', '收件组', '收件组名称', '群组'],
  name: ['name', 'fullname', 'member', '姓名', '名字', '名称', '成员', '成员姓名', '员工姓名', '人员', '同事'],
  open_id: ['openid'],
  union_id: ['unionid'],
  user_id: ['userid', '用户id', '成员id'],
  email: ['email', 'mail', 'emailaddress', '邮箱', '电子邮箱', '邮件', '工作邮箱', '企业邮箱', '邮箱地址'],
  mobile: [
    'mobile',
    'mobilephone',
    'phone',
    'phonenumber',
    'cell',
    'tel',
    '手机',
    '手机号',
    '手机号码',
    '电话',
    '联系电话',
  ],
  department: ['department', 'dept', '部门', '所属部门', '科室'],
};

const byName = new Map(
  Object.entries(spellings).flatMap(([column, names]) => names.map((name) => [name, column as Column] as const)),
);

/** Reads the header: the index of each column, and the names of unknown ones. null: rows like these name no person. */
export const readHeader = (
  cells: readonly string[],
): { at: ReadonlyMap<Column, number>; ignored: readonly string[] } | null => {
  const at = new Map<Column, number>();
  const ignored: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const column = byName.get(cell.toLowerCase().replace(/[\s_*:：()（）-]/g, ''));
    // Of two columns with the same meaning, the first counts.
    if (column && !at.has(column)) at.set(column, index);
    else if (cell.trim() !== '') ignored.push(cell.trim());
  }
  const people = groupsCsvColumns.filter((column) => column !== 'group');
  return people.some((column) => at.has(column)) ? { at, ignored } : null;
};
