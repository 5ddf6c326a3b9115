export const ROUTE_NAMES = ["functions", "gradients", "softmax", "train"] as const;
export type RouteName = (typeof ROUTE_NAMES)[number];
