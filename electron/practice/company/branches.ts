/** Generated colleagues work in teams of so many, offices of so many teams, branches of so many offices. */
const teamSize = 64;
const teamsPerOffice = 8;
const officesPerBranch = 8;

const regions = ['华东', '华南', '华北', '华中', '西南', '西北', '东北', '港澳'] as const;
const romanized = ['East', 'South', 'North', 'Central', 'Southwest', 'Northwest', 'Northeast', 'Harbour'] as const;

/** The team of the generated colleague with this number. */
export const teamOf = (index: number): string => `team${Math.floor(index / teamSize) + 1}`;

type Row = readonly [key: string, name: string, enName: string, parent: string];

const count = (scale: number, size: number) => Math.ceil(scale / size);
const rows = (many: number, row: (index: number) => Row): Row[] =>
  Array.from({ length: many }, (_, index) => row(index));

/** The departments that so many generated colleagues need, outermost first. */
export const branchRows = (scale: number): readonly Row[] => {
  const officeSize = teamSize * teamsPerOffice;
  const region = (index: number) => index % regions.length;
  return [
    ...rows(count(scale, officeSize * officesPerBranch), (index): Row => {
      const round = Math.floor(index / regions.length) + 1;
      return [`branch${index + 1}`, `${regions[region(index)]}${round}区`, `${romanized[region(index)]} ${round}`, '0'];
    }),
    ...rows(count(scale, officeSize), (index): Row => {
      const branch = `branch${Math.floor(index / officesPerBranch) + 1}`;
      return [`office${index + 1}`, `第${index + 1}营业部`, `Office ${index + 1}`, branch];
    }),
    ...rows(count(scale, teamSize), (index): Row => {
      const office = `office${Math.floor(index / teamsPerOffice) + 1}`;
      return [`team${index + 1}`, `客服${index + 1}组`, `Service Team ${index + 1}`, office];
    }),
  ];
};
