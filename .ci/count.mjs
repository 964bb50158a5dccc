// Prints `N passed, N failed` over vitest's JSON reports (the arguments). A file that failed before it came to a test
// counts as one failed test. Exits 1 when anything failed or nothing ran.
import { existsSync, readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2).filter(existsSync)) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  for (const suite of report.testResults) {
    const broken =
      suite.status === 'failed' && suite.assertionResults.every(({ status }) => status !== 'failed');
    if (broken) failed += 1;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
