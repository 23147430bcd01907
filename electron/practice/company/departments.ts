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
