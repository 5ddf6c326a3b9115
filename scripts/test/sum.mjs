// What the test runner's own report says, as a sum.

const failedIn = (file) => file.assertionResults.filter((test) => test.status === "failed").length;

/**
 * @param report the JSON of vitest's reporter; undefined where it left none
 * @param exitCode the runner's; null where a signal ended it
 * @returns passed and failed tests; skipped ones are neither. A file that failed without a failed test (it could
 * not be loaded, say) counts as one failure, and so does a runner that failed for any other reason.
 */
export function sumOf(report, exitCode) {
  if (!Array.isArray(report?.testResults)) return { passed: 0, failed: 1 };
  let passed = 0;
  let failed = 0;
  for (const file of report.testResults) {
    passed += file.assertionResults.filter((test) => test.status === "passed").length;
    failed += failedIn(file) || (file.status === "failed" ? 1 : 0);
  }
  const blameless = exitCode === 0 && report.success === true && passed > 0;
  return { passed, failed: failed || (blameless ? 0 : 1) };
}
