export const ROUTE_NAMES = ["functions"] as const;
export type RouteName = (typeof ROUTE_NAMES)[number];
