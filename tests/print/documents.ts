import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LicencePrint } from "../../views/print/licence.ts";
import type { NoticePrint } from "../../views/print/notice.ts";

export const SCOPE_300 =
  "许可项目：食品销售；餐饮服务；烟草制品零售；酒类经营；出版物零售；理发服务；洗浴服务；住宿服务。（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准）一般项目：日用百货销售；针纺织品销售；服装服饰零售；鞋帽零售；化妆品零售；个人卫生用品销售；厨具卫具及日用杂品零售；礼品花卉销售；母婴用品销售；钟表销售；眼镜销售（不含隐形眼镜）；箱包销售；自行车及零配件零售；文具用品零售；体育用品及器材零售；户外用品销售；珠宝首饰零售；工艺美术品及收藏品零售（象牙及其制品除外）；互联网销售（除销售需要许可的商品）。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）";

export function licence(changes: Partial<LicencePrint> = {}): LicencePrint {
  return {
    part: "duplicate",
    demo: true,
    uscc: "92231002TA0000001K",
    name: "牡丹江市东安区老街坊水饺店（个体工商户）",
    operator: "𬱖㛃",
    formation: "个人经营",
    entityType: "个体工商户",
    scope: SCOPE_300,
    premises: "黑龙江省牡丹江市东安区太平路128号",
    registeredOn: "2026-11-24",
    authority: "牡丹江市东安区市场监督管理局",
    identifier: "1.2.156.3005.2.11100000MB0143028R001.11231002T00000095Y.20261124000000000001.001.F",
    verifyUrl: "https://tongban.example/verify/7K3M9Q2XW4TB",
    verifyCode: "7K3M9Q2XW4TB",
    dateLabel: "注册日期",
    issuedAt: Date.UTC(2026, 10, 24, 3),
    ...changes,
  };
}

export function notice(changes: Partial<NoticePrint> = {}): NoticePrint {
  return {
    kind: "receipt",
    title: "接收申请材料凭证",
    number: "东安接收〔2026〕0000123",
    demo: true,
    authority: "牡丹江市东安区市场监督管理局",
    date: "2026-11-24",
    addressee: "王小丽",
    filingNumber: "MDJ-2026-1124-0001",
    intro: ["您申请个体工商户设立登记的材料已经收到。"],
    items: [{ label: "申请事项", value: "个体工商户设立登记" }],
    mustDo: "您现在不用做任何事，结果会发到您的手机。",
    legalBasis: "《中华人民共和国市场主体登记管理条例》第十九条。",
    contact: { name: "登记窗口", phone: "0453-6000000", hours: "周一至周五 8:30–11:30，13:30–17:00" },
    code: "7K3M9Q2X",
    qr: "https://tongban.example/status/7K3M9Q2X",
    issuedAt: Date.UTC(2026, 10, 24, 3),
    ...changes,
  };
}

/** A grey picture of a page: 0 is black. Coordinates are points from the upper left corner of the page. */
export interface Picture {
  width: number;
  height: number;
  /** Pixels of a rectangle that are darker than mid-grey, row by row. */
  dark(left: number, top: number, width: number, height: number): boolean[][];
}

/** The fields of a document, each whole, in the order of reading, as its tags give them to a screen reader. */
export function fieldsOf(file: Buffer): string[] {
  const tree = run(file, (path) => ["pdfinfo", "-struct-text", path]).toString();
  return [...tree.matchAll(/^ +"(.*)"$/gmu)].map((match) => match[1] ?? "");
}

/** Lines of text of a document, in the order in which they were drawn; a label and its value share a line. */
export function textOf(file: Buffer): string[] {
  return run(file, (path) => ["pdftotext", "-raw", path, "-"])
    .toString()
    .split(/[\n\f]/u)
    .filter((line) => line !== "");
}

export interface Word {
  page: number;
  text: string;
  x: number;
  y: number;
}

/** Where the fields of a document begin, and their base lines. */
export function wordsOf(file: Buffer): Word[] {
  const pages = run(file, (path) => ["pdftotext", "-bbox", path, "-"])
    .toString()
    .split("<page ")
    .slice(1);
  return pages.flatMap((page, i) =>
    [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)"[^>]*>(.*?)<\/word>/gu)].map((match) => ({
      page: i + 1,
      text: match[3] ?? "",
      x: Number(match[1]),
      y: Number(match[2]),
    })),
  );
}

export function pageCount(file: Buffer): number {
  return Number(/^Pages: +(\d+)$/mu.exec(run(file, (path) => ["pdfinfo", path]).toString())?.[1]);
}

export function pictureOf(file: Buffer, dpi: number, page = 1): Picture {
  const options = ["-gray", "-r", `${dpi}`, "-f", `${page}`, "-l", `${page}`];
  const image = run(file, (path) => ["pdftoppm", ...options, path]);
  const head = /^P5\s(\d+)\s(\d+)\s255\s/u.exec(image.toString("latin1", 0, 40));
  if (head === null) throw new Error("pdftoppm gave no picture");
  const [width, height] = [Number(head[1]), Number(head[2])];
  const pixels = image.subarray(head[0].length);
  const pixel = (points: number) => Math.round((points * dpi) / 72);
  return {
    width,
    height,
    dark: (left, top, wide, high) =>
      Array.from({ length: pixel(high) }, (_, row) =>
        Array.from(
          { length: pixel(wide) },
          (_, column) => (pixels[(pixel(top) + row) * width + pixel(left) + column] ?? 255) < 128,
        ),
      ),
  };
}

/** Share of the ink of two cells that coincides, each moved to its own upper left corner: 1 is the same character. */
export function likeness(one: boolean[][], two: boolean[][]): number {
  const [a, b] = [cornered(one), cornered(two)];
  const both = [...a].filter((spot) => b.has(spot)).length;
  return both / (a.size + b.size - both);
}

function cornered(cell: boolean[][]): Set<string> {
  const spots = cell.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [{ x, y }] : [])));
  const left = Math.min(...spots.map((spot) => spot.x));
  const top = Math.min(...spots.map((spot) => spot.y));
  return new Set(spots.map((spot) => `${spot.x - left} ${spot.y - top}`));
}

/** What a scanner reads in the picture of a page. */
export function codesOf(file: Buffer, dpi: number): string[] {
  return withFile(file, (path) => {
    execFileSync("pdftoppm", ["-r", `${dpi}`, "-png", "-singlefile", path, path]);
    return execFileSync("zbarimg", ["-q", "--raw", `${path}.png`], { stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim()
      .split("\n");
  });
}

/** A file that is attached to the document. */
export function attached(file: Buffer, name: string): Buffer {
  return withFile(file, (path) => {
    execFileSync("pdfdetach", ["-savefile", name, "-o", `${path}.part`, path]);
    return readFileSync(`${path}.part`);
  });
}

/** The fonts of a document, a line each, as pdffonts lists them. */
export function fontsOf(file: Buffer): string[] {
  return run(file, (path) => ["pdffonts", path])
    .toString()
    .trim()
    .split("\n")
    .slice(2);
}

/** Throws when the structure of the file is not sound. */
export function checkStructure(file: Buffer): void {
  run(file, (path) => ["qpdf", "--check", path]);
}

function run(file: Buffer, command: (path: string) => string[]): Buffer {
  return withFile(file, (path) => {
    const [name = "", ...rest] = command(path);
    return execFileSync(name, rest, { maxBuffer: 64 * 1024 * 1024, stdio: ["ignore", "pipe", "pipe"] });
  });
}

function withFile<T>(file: Buffer, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "tongban-print-"));
  try {
    const path = join(folder, "document.pdf");
    writeFileSync(path, file);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
