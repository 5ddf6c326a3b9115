export const ROUTE_NAMES = ["functions", "gradients", "softmax", "train", "reports"] as const;
export type RouteName = (typeof ROUTE_NAMES)[number];
