export const ROUTE_NAMES = ["functions", "train"] as const;
export type RouteName = (typeof ROUTE_NAMES)[number];
