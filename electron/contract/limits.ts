/** How large the popup can be drawn; 1: as large as the system has everything. */
export const zoomSteps = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;
export type Zoom = (typeof zoomSteps)[number];

/** The most a file of groups may hold, in bytes: twenty thousand people in long lines. */
export const mostGroupsFileBytes = 5_000_000;
