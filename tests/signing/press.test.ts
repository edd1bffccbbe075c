import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { newCityKey } from "../../src/signing/offline-code.ts";
import { openPress, PRESS_FULL } from "../../src/signing/press.ts";
import { licence, notice } from "../print/documents.ts";
import { signingFolder, TRUSTED } from "./documents.ts";

const folder = signingFolder();
afterAll(folder.remove);
const signing = { keys: { kind: "demo", folder: folder.keys } } as const;

test("the same licence, time and key give the same bytes, in this process and in two others", () => {
  const cityKey = path.join(folder.scratch, "city.pem");
  writeFileSync(cityKey, newCityKey());
  const program = path.join(import.meta.dirname, "print-digest.ts");
  const digests = [1, 2].map(() =>
    execFileSync(process.execPath, [program, folder.keys, cityKey], { encoding: "utf8" }),
  );
  expect(digests[0]).toMatch(/^[\da-f]{64}\n$/);
  expect(digests[1]).toBe(digests[0]);
});

test("the same press gives the same bytes twice with RSA, and with P-256 another valid signature", async () => {
  const press = openPress({ workers: 0, signing });
  const twice = async (signWith: string) =>
    Promise.all([1, 2].map(() => press.draw({ kind: "licence", data: licence(), signWith })));
  const [one, two] = await twice("rsa");
  expect(two && one?.equals(two)).toBe(true);
  const [three, four] = await twice("p256");
  expect(four && three?.equals(four)).toBe(false);
  await press.close();
});

describe.each([2, 0])("a press with %i threads", (workers) => {
  test("signs licences and notices side by side, each with its own data", async () => {
    const press = openPress({ workers, signing });
    const operators = [..."赵钱孙李周吴郑王"].map((name) => `${name}小丽`);
    const licences = operators.map((operator, i) =>
      press.draw({ kind: "licence", data: licence({ operator }), signWith: i % 2 ? "rsa" : "p256" }),
    );
    const notices = [1, 2].map(() => press.draw({ kind: "notice", data: notice(), signWith: "rsa" }));
    const files = await Promise.all([...licences, ...notices]);
    await press.close();
    for (const file of files) for (const line of TRUSTED) expect(folder.pdfsig(file)).toContain(line);
    expect(new Set(files.map((file) => file.toString("base64"))).size).toBe(operators.length + 1);
  });

  test("a document whose key is missing is refused with the reason, and the next one is signed", async () => {
    const keys = { kind: "files", folder: folder.scratch } as const;
    const press = openPress({ workers, signing: { keys } });
    const failing = press.draw({ kind: "licence", data: licence(), signWith: "dongan" });
    const plain = press.draw({ kind: "licence", data: licence() });
    await expect(failing).rejects.toThrow("牡丹江市东安区市场监督管理局没有签名密钥");
    expect((await plain).includes("/ByteRange")).toBe(false);
    await press.close();
  });
});

test("a press without keys signs nothing", async () => {
  const press = openPress({ workers: 0 });
  await expect(press.draw({ kind: "licence", data: licence(), signWith: "rsa" })).rejects.toThrow("no keys");
  await press.close();
});

test("more than may wait are turned away at once, and those taken are drawn", async () => {
  const press = openPress({ workers: 1, waiting: 3 });
  // Two in the thread's hands and three behind them.
  const taken = [1, 2, 3, 4, 5].map(() => press.draw({ kind: "licence", data: licence() }));
  await expect(press.draw({ kind: "licence", data: licence() })).rejects.toThrow(PRESS_FULL);
  expect((await Promise.all(taken)).every((file) => file.length > 50_000)).toBe(true);
  await expect(press.draw({ kind: "licence", data: licence() })).resolves.toBeDefined();
  await press.close();
});
