import type { ComponentType } from "preact";
import type { RouteName } from "./route-names.ts";

interface RouteEntry {
  readonly title: string;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

/** The pages, each loaded when it is first wanted. */
export const ROUTES: Readonly<Record<RouteName, RouteEntry>> = {
  functions: { title: "Functions", load: () => import("../pages/functions/FunctionsPage.tsx") },
  gradients: { title: "Gradients", load: () => import("../pages/gradients/GradientsPage.tsx") },
  softmax: { title: "Softmax", load: () => import("../pages/softmax/SoftmaxPage.tsx") },
  train: { title: "Train", load: () => import("../pages/train/TrainPage.tsx") },
  reports: { title: "Reports", load: () => import("../pages/reports/ReportsPage.tsx") },
};
