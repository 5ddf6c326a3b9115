import type { OperatorResult } from "./suite.mjs";

export function isOnnxFolder(directory: string): boolean;
export function onnxConformance(directory: string): OperatorResult[];
