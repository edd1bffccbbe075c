// Runs rule tests over rules with one fault in them: which one, TEST_MUTANT says.
import { defineConfig } from "vitest/config";
import { MUTANTS } from "./tests/rules/mutants.ts";
import { countsReporter } from "./tests/support/reporter.ts";

const mutant = MUTANTS[Number(process.env.TEST_MUTANT)];
if (!mutant) throw new Error("TEST_MUTANT names no mutant");

export default defineConfig({
  plugins: [
    {
      name: "mutant",
      enforce: "pre",
      transform: (code: string, id: string) =>
        id.endsWith(`/src/rules/${mutant.file}`) ? code.replace(mutant.line, () => mutant.mutated) : undefined,
    },
  ],
  // What is kept on disk between runs is found by the text before the fault.
  test: {
    fsModuleCache: false,
    include: ["tests/rules/**/*.test.ts"],
    reporters: ["default", countsReporter(process.env.TEST_COUNTS)],
  },
});
