import { missingFontPackages, missingRanges } from "../../views/print/fonts.ts";
import type { HanRange } from "../rules/characters.ts";

export interface FontReport {
  /** Debian packages that would lengthen the chain of faces. */
  packages: string[];
  /** What no face at hand draws, range by range, in words. */
  ranges: string[];
  /** The whole in one sentence. */
  sentence: string;
}

/** What this installation's fonts cannot draw: said at the start, so that nobody first learns it from an applicant. */
export function fontReport(): FontReport {
  const packages = missingFontPackages();
  const missing = missingRanges();
  const ranges = missing.map(rangeWords);
  const level3 = missing.some(({ standard }) => standard === "level 3");
  const install = packages.length > 0 ? `没有安装字体 ${packages.join("、")}，` : "";
  const whole = level3 ? "" : "GB 18030-2022 实现级别3 的汉字都能印；";
  const rest =
    ranges.length > 0 ? `下列范围的字印不出来，录入时会拒绝：${ranges.join("；")}` : "第1号修改单的汉字也都能印";
  return { packages, ranges, sentence: `${install}${whole}${rest}` };
}

function rangeWords({ name, first, last, standard, missing, count }: HanRange & { missing: number; count: number }) {
  const hex = (code: number) => `U+${code.toString(16).toUpperCase()}`;
  const of = missing === count ? `${count} 字` : `${count} 字中的 ${missing} 字`;
  return `${name} ${hex(first)}–${hex(last)}${standard === "amendment 1" ? "（第1号修改单）" : ""} ${of}`;
}
