import { describe, expect, test } from "vitest";
import { openPress } from "../../src/signing/press.ts";
import { drawLicence } from "../../views/print/licence.ts";
import { drawNotice } from "../../views/print/notice.ts";
import { licence, notice, SCOPE_300 } from "./documents.ts";

const IMPOSSIBLE = licence({ scope: SCOPE_300.repeat(4) });

describe.each([2, 0])("a press with %i threads", (workers) => {
  test("draws twenty jobs as they are drawn here, and closes", async () => {
    const press = openPress({ workers });
    const operators = Array.from({ length: 18 }, (_, i) => `王${"一二三四五六七八九十甲乙丙丁戊己庚辛"[i]}`);
    const licences = operators.map((operator) => press.draw({ kind: "licence", data: licence({ operator }) }));
    const notices = [1, 2].map((number) => press.draw({ kind: "notice", data: notice({ number: `${number}` }) }));
    const files = await Promise.all([...licences, ...notices]);
    await press.close();

    expect(files).toHaveLength(20);
    const expected = await drawLicence(licence({ operator: operators[7] ?? "" }));
    expect(files[7]?.equals(expected)).toBe(true);
    expect(files[19]?.equals(await drawNotice(notice({ number: "2" })))).toBe(true);
  });

  test("a job that fails is told why, and the jobs behind it are drawn", async () => {
    const press = openPress({ workers });
    const failing = press.draw({ kind: "licence", data: IMPOSSIBLE });
    const next = press.draw({ kind: "licence", data: licence() });
    await expect(failing).rejects.toThrow("cannot be drawn");
    expect((await next).subarray(0, 5).toString()).toBe("%PDF-");
    await press.close();
  });

  test("closing lets what was asked for finish; after that nothing is taken", async () => {
    const press = openPress({ workers });
    const jobs = [1, 2, 3, 4].map(() => press.draw({ kind: "notice", data: notice() }));
    await press.close();
    expect((await Promise.all(jobs)).every((file) => file.length > 10_000)).toBe(true);
    await expect(press.draw({ kind: "notice", data: notice() })).rejects.toThrow("closed");
  });
});
