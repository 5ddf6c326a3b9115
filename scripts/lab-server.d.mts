import type { ChildProcess } from "node:child_process";

export function startLab(
  flags?: readonly string[],
  environment?: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; readonly child: ChildProcess }>;
