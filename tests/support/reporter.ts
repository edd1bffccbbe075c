import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

export interface Counts {
  passed: number;
  failed: number;
}

/**
 * Writes how many tests passed and failed to a JSON file, for `run.mjs` to add up. A skipped test counts as failed and is
 * named: it is a defect. So does a test file that breaks before its tests, and an error outside any test. Without a file: nothing.
 */
export function countsReporter(file: string | undefined): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      if (!file) return;
      const counts: Counts = { passed: 0, failed: unhandledErrors.length };
      for (const module of modules) addModule(counts, module);
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}

function addModule(counts: Counts, module: TestModule): void {
  if (module.errors().length > 0) counts.failed += 1;
  for (const test of module.children.allTests()) {
    if (test.result().state === "passed") {
      counts.passed += 1;
      continue;
    }
    counts.failed += 1;
    if (test.result().state !== "failed") console.error(`没有运行的测试：${module.moduleId} › ${test.fullName}`);
  }
  for (const suite of module.children.allSuites()) {
    if (suite.errors().length > 0) counts.failed += 1;
  }
}
