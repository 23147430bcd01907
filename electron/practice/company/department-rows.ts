/** The departments of the practice company: key, Chinese and English name, key of the parent (`0` is the root). */
export const departmentRows = [
  ['tech', '技术中心', 'Technology', '0'],
  ['order', '订单组', 'Orders', 'tech'],
  ['platform', '平台组', 'Platform', 'tech'],
  ['database', '数据库组', 'Databases', 'tech'],
  ['operations', '运维组', 'Operations', 'tech'],
  ['production', '生产中心', 'Production', '0'],
  ['line3', '三号产线', 'Line 3', 'production'],
  ['equipment', '设备组', 'Equipment', 'production'],
  ['quality', '质检组', 'Quality', 'production'],
  ['service', '客服中心', 'Customer Care', '0'],
  ['overseas', '海外组', 'Overseas', 'service'],
  ['office', '综合部', 'Office', '0'],
] as const;

export type DepartmentKey = (typeof departmentRows)[number][0];

/** Generated colleagues in a team. */
const teamSize = 64;
/** Teams in an office. */
const teamsPerOffice = 8;
/** Offices in a branch. */
const officesPerBranch = 8;

const regions = ['华东', '华南', '华北', '华中', '西南', '西北', '东北', '港澳'] as const;
const romanized = ['East', 'South', 'North', 'Central', 'Southwest', 'Northwest', 'Northeast', 'Harbour'] as const;

/** The team of the generated colleague with this number. */
export const teamOf = (index: number): string => `team${Math.floor(index / teamSize) + 1}`;

type DepartmentRow = readonly [key: string, name: string, enName: string, parent: string];

const count = (scale: number, size: number) => Math.ceil(scale / size);
const rows = (many: number, row: (index: number) => DepartmentRow): DepartmentRow[] =>
  Array.from({ length: many }, (_, index) => row(index));

/** Departments for `scale` generated colleagues, outermost first. */
export const branchRows = (scale: number): readonly DepartmentRow[] => {
  const officeSize = teamSize * teamsPerOffice;
  const region = (index: number) => index % regions.length;
  return [
    ...rows(count(scale, officeSize * officesPerBranch), (index): DepartmentRow => {
      const round = Math.floor(index / regions.length) + 1;
      return [`branch${index + 1}`, `${regions[region(index)]}${round}区`, `${romanized[region(index)]} ${round}`, '0'];
    }),
    ...rows(count(scale, officeSize), (index): DepartmentRow => {
      const branch = `branch${Math.floor(index / officesPerBranch) + 1}`;
      return [`office${index + 1}`, `第${index + 1}营业部`, `Office ${index + 1}`, branch];
    }),
    ...rows(count(scale, teamSize), (index): DepartmentRow => {
      const office = `office${Math.floor(index / teamsPerOffice) + 1}`;
      return [`team${index + 1}`, `客服${index + 1}组`, `Service Team ${index + 1}`, office];
    }),
  ];
};
