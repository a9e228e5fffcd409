/** The names of all functions, as they stand in code and in addresses on one machine. */
export const functionNames = [
  'onEdit',
  'onDriveChange',
  'connect',
  'repair',
  'share',
  'runPass',
  'reconcile',
  'rollup',
  'health',
] as const;

export type FunctionName = (typeof functionNames)[number];

export const isFunctionName = (name: string): name is FunctionName =>
  (functionNames as readonly string[]).includes(name);
