import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import qrcode from "qrcode";
import type { LicencePrint } from "../../views/print/licence-print.ts";
import { trueTypeOf } from "../../views/print/woff.ts";
import { openBrowser } from "../support/browser.ts";

/** Another way to make the same page: the same items in the same fonts, no ground, no seal, no tags, unsigned. */
export interface Peer {
  name: string;
  /** Rejects where it is not installed. */
  open(): Promise<{ draw(data: LicencePrint): Promise<Uint8Array>; close(): Promise<void> }>;
}

const require = createRequire(import.meta.url);
// It brings no types.
const fontkit = require("fontkit") as { create(bytes: Buffer): unknown };
const FONTS = {
  kai: trueTypeOf(require.resolve("@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff")),
  song: require.resolve("@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf"),
  bold: require.resolve("@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf"),
};

function rows(data: LicencePrint): [label: string, value: string][] {
  return [
    ["统一社会信用代码", data.uscc],
    ["名称", data.name ?? "***"],
    ["类型", data.entityType],
    ["经营者", data.operator],
    ["组成形式", data.formation],
    ["注册日期", data.registeredOn],
    ["经营场所", data.premises],
    ["经营范围", data.scope],
    ["登记机关", data.authority],
    ["电子证照标识", data.identifier],
  ];
}

/** pdfkit as its guide shows it, with its fonts opened once. */
const pdfkitPlain: Peer = {
  name: "pdfkit-plain",
  async open() {
    const faces = Object.entries(FONTS).map(([name, path]) => [name, fontkit.create(readFileSync(path))] as const);
    return {
      async draw(data) {
        const doc = new PDFDocument({ size: "A4", layout: "landscape" });
        // pdfkit takes a font that fontkit has opened, though its types name paths and bytes alone.
        for (const [name, face] of faces) Reflect.apply(doc.registerFont, doc, [name, face]);
        doc.font("bold", 44).text("营业执照", { align: "center" });
        for (const [label, value] of rows(data)) {
          doc.font("song", 11).text(label, { continued: true });
          doc.font("kai", 12).text(`  ${value}`);
        }
        const { modules } = qrcode.create(data.verifyUrl, { errorCorrectionLevel: "M" });
        const side = 76 / modules.size;
        modules.data.forEach((dark, i) => {
          const [x, y] = [i % modules.size, Math.floor(i / modules.size)];
          if (dark) doc.rect(690 + x * side, 50 + y * side, side, side);
        });
        doc.fill();
        doc.end();
        return buffer(doc);
      },
      close: async () => {},
    };
  },
};

interface PdfMake {
  setFonts(fonts: Record<string, Record<string, string>>): void;
  setLocalAccessPolicy(allows: (path: string) => boolean): void;
  setUrlAccessPolicy(allows: (url: string) => boolean): void;
  createPdf(definition: object): { getBuffer(): Promise<Uint8Array> };
}

const pdfmake: Peer = {
  name: "pdfmake",
  async open() {
    // Not among the project's packages: it is measured where somebody has installed it.
    const name = "pdfmake";
    const { default: maker } = (await import(name)) as { default: PdfMake };
    maker.setLocalAccessPolicy(() => true);
    maker.setUrlAccessPolicy(() => false);
    maker.setFonts(Object.fromEntries(Object.entries(FONTS).map(([family, normal]) => [family, { normal }])));
    return {
      draw: (data) =>
        maker
          .createPdf({
            pageSize: "A4",
            pageOrientation: "landscape",
            defaultStyle: { font: "kai", fontSize: 12 },
            content: [
              { text: "营业执照", font: "bold", fontSize: 44, alignment: "center" },
              ...rows(data).map(([label, value]) => ({ text: [{ text: `${label}  `, font: "song" }, value] })),
              { qr: data.verifyUrl, fit: 76, eccLevel: "M" },
            ],
          })
          .getBuffer(),
      close: async () => {},
    };
  },
};

/** One page of a warm browser that keeps its fonts; for each licence the text is put in and printed. */
const chromium: Peer = {
  name: "chromium",
  async open() {
    const server = createServer((request, response) => {
      const font = Object.entries(FONTS).find(([name]) => request.url === `/${name}`)?.[1];
      if (font === undefined) response.setHeader("Content-Type", "text/html; charset=utf-8").end(PAGE);
      else response.end(readFileSync(font));
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const browser = await openBrowser();
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${address.port}/`);
    return {
      async draw(data) {
        const square = await qrcode.toString(data.verifyUrl, { type: "svg", errorCorrectionLevel: "M", margin: 0 });
        await page.evaluate(
          ([items, svg]) => {
            const list = items.map(([label, value]) => `<p><b>${label}</b> ${value}</p>`).join("");
            document.body.innerHTML = `<h1>营业执照</h1><i>${svg}</i>${list}`;
            return document.fonts.ready.then(() => undefined);
          },
          [rows(data), square] as const,
        );
        return page.pdf({ format: "A4", landscape: true });
      },
      async close() {
        await browser.close();
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
      },
    };
  },
};

const PAGE = `<!doctype html><meta charset="utf-8"><style>
${Object.keys(FONTS)
  .map((name) => `@font-face { font-family: ${name}; src: url(/${name}); }`)
  .join("\n")}
body { font: 12pt kai } h1 { font: 44pt bold; text-align: center } b { font: 11pt song } i { position: absolute; right: 0; top: 0 } svg { width: 76pt }
</style><body></body>`;

export const PEERS: readonly Peer[] = [pdfkitPlain, pdfmake, chromium];
