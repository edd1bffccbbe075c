import { readFileSync } from "node:fs";
import type { Division } from "../../src/rules/premises.ts";

/** The divisions of 牡丹江 as shipped, for tests of rules that take them as an argument. */
export const cityDivisions: Division[] = readFileSync(
  new URL("../../assets/data/divisions.tsv", import.meta.url),
  "utf8",
)
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line): Division => {
    const [level = "", code = "", name = "", parent = "", validFrom = "", validTo = ""] = line.split("\t");
    return {
      level: level === "area" ? "area" : level === "street" ? "street" : "village",
      code,
      name,
      parent,
      ...(validFrom !== "" && { validFrom }),
      ...(validTo !== "" && { validTo }),
    };
  });
