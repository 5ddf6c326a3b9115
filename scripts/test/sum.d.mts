export function sumOf(report: unknown, exitCode: number | null): { passed: number; failed: number };
