import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { complaintsOf, newPage, openBrowser, screens } from "../support/browser.ts";
import { axeProblems, layoutProblems } from "../support/layout-check.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const policy = "default-src 'self'; script-src 'self'; style-src 'self'";

/** A page that is served with the strict policy of the real ones, and with its style sheet in a file of its own. */
async function served(body: string, css = ""): Promise<Page> {
  const page = await newPage(browser, screens.phone);
  const markup = `<!doctype html><html lang="zh-CN"><title>试页</title><link rel="stylesheet" href="/page.css"><body>${body}`;
  await page.route("http://hall.test/**", (route) =>
    route.request().url().endsWith(".css")
      ? route.fulfill({ contentType: "text/css", body: `body { margin: 16px; font-size: 20px } ${css}` })
      : route.fulfill({
          contentType: "text/html; charset=utf-8",
          headers: { "content-security-policy": policy },
          body: markup,
        }),
  );
  await page.goto("http://hall.test/");
  return page;
}

async function problemsOf(body: string, css = ""): Promise<string[]> {
  const page = await served(body, css);
  const problems = await layoutProblems(page);
  await page.context().close();
  return problems;
}

describe("what the layout check finds", () => {
  test("a page wider than its window, and the text that makes it so", async () => {
    const problems = await problemsOf(
      "<p>牡丹江市东安区长安街道</p>",
      "p { white-space: nowrap; width: 300px; font-size: 40px }",
    );
    expect(problems).toEqual([
      "scrolls sideways: 456 px wide in a window of 390 px",
      'cut off at the right of the page: "牡丹江市东安区长安街道" in <p>',
    ]);
  });

  test("text cut off by its box, sideways and downwards", async () => {
    const css = ".box { width: 100px; height: 30px; overflow: hidden } .wide { white-space: nowrap }";
    expect(await problemsOf('<div class="box"><span class="wide">阿卜杜拉买买提</span></div>', css)).toEqual([
      'cut off at the right: "阿卜杜拉买买提" in <span.wide>',
    ]);
    expect(await problemsOf('<div class="box">阿卜杜拉买买提</div>', css)).toEqual([
      'cut off at the bottom: "阿卜杜拉买买提" in <div.box>',
    ]);
  });

  test("text that ends in an ellipsis, and a value too long for its field", async () => {
    const css =
      ".name { width: 80px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis } input { width: 60px }";
    const area =
      '<textarea id="home" aria-label="住址" cols="8" rows="2">牡丹江市东安区长安街道1号楼1单元101室</textarea>';
    const problems = await problemsOf(
      `<p class="name">阿卜杜拉买买提</p><input id="name" aria-label="姓名" value="阿卜杜拉买买提">${area}`,
      css,
    );
    expect(problems).toContain("shortened: <p.name>");
    expect(problems).toContain("shortened: <input#name>");
    expect(problems).toContain("shortened: <textarea#home>");
  });

  test("a button below the end of a window that does not scroll", async () => {
    const css = "html, body { overflow: hidden; height: 100% } button { margin-top: 830px }";
    expect(await problemsOf("<button>下一步</button>", css)).toContain(
      'cut off at the bottom of the window: "下一步" in <button>',
    );
  });

  test("boxes over one another", async () => {
    const css = "button { position: absolute; top: 30px; left: 30px }";
    expect(await problemsOf("<p>经营范围</p><button>下一步</button>", css)).toEqual([
      'overlap: "经营范围" in <p> and "下一步" in <button>',
    ]);
    const long = ".row { display: flex } .code { width: 80px; white-space: nowrap } svg { width: 60px; height: 60px }";
    const picture = '<svg role="img" aria-label="二维码"></svg>';
    expect(await problemsOf(`<div class="row"><p class="code">9223 1003 T300</p>${picture}</div>`, long)).toEqual([
      'overlap: "二维码" in <svg> and "9223 1003 T300" in <p.code>',
    ]);
  });

  test("a fixed bar over the last line, which no scrolling brings out", async () => {
    const css = `p { height: 1200px } body { margin-bottom: 0 } button { width: 100%; height: 60px }
      .bar { position: fixed; bottom: 0; left: 0; right: 0 }`;
    const body = '<p>头</p><div id="last">最后一行</div><div class="bar"><button>下一步</button></div>';
    expect(await problemsOf(body, css)).toEqual(['covered by <div.bar>: "最后一行" in <div#last>']);
  });
});

describe("what the layout check leaves alone", () => {
  test("a sound page with lines set close, links side by side, and text for screen readers only", async () => {
    const css = `
      p { line-height: 1.1 } .scroll { overflow: auto; height: 60px; width: 200px } .wide { width: 900px }
      .quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: nowrap }
      .skip { position: absolute; top: -80px }`;
    const body = `<a class="skip" href="#main">跳到正文</a><h1 id="main">申请 <span class="quiet">第 3 步，共 9 步</span></h1>
      <p>第一行文字第一行文字第一行文字第一行文字 <a href="/a">甲</a> <a href="/b">乙</a> 第二行文字</p>
      <div class="scroll"><p class="wide">很宽的表</p><p>第二行</p><p>第三行</p></div>
      <label>姓名 <input value="王小明"></label> <button>下一步</button>
      <details><summary>更多</summary><p>收起来的说明</p></details>`;
    expect(await problemsOf(body, css)).toEqual([]);
  });

  test("content under a bar when it can be scrolled clear, and a watermark over everything", async () => {
    const css = `p { height: 400px } .bar { position: fixed; bottom: 0; left: 0; right: 0; height: 60px; background: white }
      body { margin-bottom: 80px } .mark { position: fixed; inset: 0; font-size: 200px; pointer-events: none }`;
    const body = `<p>一</p><p>二</p><div>三</div><p>四</p><div class="bar"><button>下一步</button></div><div class="mark" aria-hidden="true">样本</div>`;
    expect(await problemsOf(body, css)).toEqual([]);
  });

  test("what lies behind an open modal dialog", async () => {
    const page = await served(
      "<p>后面的文字后面的文字</p><dialog>确认登记<button>登记</button></dialog>",
      "dialog { top: 0 }",
    );
    await page.evaluate(() => document.querySelector("dialog")?.showModal());
    expect(await layoutProblems(page)).toEqual([]);
    await page.context().close();
  });
});

describe("what axe finds, under a policy that allows no inline script", () => {
  test("a field without a label, pale text, and nothing on a sound page", async () => {
    const page = await served('<p>淡得看不清的字</p><input name="phone">', "p { color: #cccccc }");
    const complaints = complaintsOf(page);
    const problems = await axeProblems(page);
    expect(problems.map((problem) => problem.split(":")[0]).sort()).toEqual(["color-contrast", "label"]);
    expect(problems.join()).toContain("input");
    await page.context().close();

    const sound = await served("<main><h1>申请</h1><label>手机 <input></label></main>");
    expect(await axeProblems(sound)).toEqual([]);
    await sound.context().close();
    expect(complaints).toEqual([]);
  });
});
