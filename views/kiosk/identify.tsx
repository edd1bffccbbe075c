import type { DemoCard } from "../../src/demo/cards.ts";
import { maskId, maskPhone } from "../../src/rules/contact.ts";
import { Choices, type FieldProblem, FormKeys, TextField } from "../parts/field.tsx";
import { KioskPage, type Screen } from "./frame.tsx";
import type { Values } from "./question.tsx";

interface PageOf {
  screen: Screen;
  problems?: readonly FieldProblem[] | undefined;
}

type Purpose = "new" | "continue" | "correct" | "status" | "print";

/** Two ways to show who one is, the card first. */
export function IdentifyPage({ screen, purpose, problems }: PageOf & { purpose: Purpose }) {
  const again = purpose !== "new";
  return (
    <KioskPage
      screen={screen}
      title="请证明您是谁"
      help={
        again
          ? "用申请时的身份证，或者申请时留的手机号码。"
          : "经营者本人来的，用经营者的身份证；替别人办的，用您自己的。"
      }
      problems={problems}
      back={{ href: again ? `/kiosk/case/${purpose}` : "/kiosk" }}
    >
      <nav class="doors" aria-label="证明您是谁" id="code" tabindex={-1}>
        <a class="door" href="/kiosk/identify/card">
          <span class="door-name">刷身份证</span>
          <span class="door-help">把身份证放在读卡区，几秒钟就好</span>
        </a>
        <a class="door" href="/kiosk/identify/number">
          <span class="door-name">输入号码，手机验证</span>
          <span class="door-help">没带身份证时用。提交以后，审核人员会再核对您的身份</span>
        </a>
      </nav>
      {again ? null : (
        <p class="after-doors">
          以前填了一半没提交的，<a href="/kiosk/case/continue">用取件码接着填</a>。
        </p>
      )}
    </KioskPage>
  );
}

/** The reader. In a demonstration the cards lie on the screen. */
export function CardPage({ screen, cards, problems }: PageOf & { cards: readonly DemoCard[] }) {
  const back = { href: "/kiosk/identify" };
  if (cards.length === 0)
    return (
      <KioskPage screen={screen} title="请把身份证放在读卡区" problems={problems} back={back}>
        <p class="prose">这台自助机的读卡器现在没有接上。请用“输入号码，手机验证”，或者到窗口办理。</p>
      </KioskPage>
    );
  return (
    <KioskPage
      screen={screen}
      title="请把身份证放在读卡区"
      help="演示：读卡器是模拟的，选一张样卡就当作刷了这张身份证。人和号码都是虚构的。"
      problems={problems}
      back={back}
      primary={{ label: "刷这张身份证", form: "card-form" }}
    >
      <form id="card-form" method="post">
        <Choices
          name="card"
          label="样卡"
          legendHidden
          columns="two"
          chosen={[]}
          problems={problems}
          options={cards.map(({ id, name, idNumber, about }) => ({
            value: id,
            label: name,
            help: `${maskId(idNumber)}，${about}`,
          }))}
        />
      </form>
      <p>
        <a href="/kiosk/identify/card-fields">自己输入卡上的内容</a>
      </p>
    </KioskPage>
  );
}

export function CardFieldsPage({ screen, values, problems }: PageOf & { values: Values }) {
  return (
    <KioskPage
      screen={screen}
      title="身份证上写的是什么？"
      help="演示：这里输入的内容当作从身份证读出来的。请用虚构的号码。"
      problems={problems}
      back={{ href: "/kiosk/identify/card" }}
      primary={{ label: "刷这张身份证", form: "card-form" }}
    >
      <form id="card-form" method="post">
        <TextField name="name" label="姓名" value={values.name?.[0]} maxlength={60} problems={problems} />
        <TextField name="idNumber" label="身份证号码" value={values.idNumber?.[0]} maxlength={24} problems={problems} />
        <TextField
          name="nation"
          label="民族（可以不填）"
          value={values.nation?.[0]}
          maxlength={10}
          problems={problems}
        />
        <TextField name="home" label="住址（可以不填）" value={values.home?.[0]} maxlength={100} problems={problems} />
      </form>
    </KioskPage>
  );
}

export function NumberPage({ screen, values, problems }: PageOf & { values: Values }) {
  return (
    <KioskPage
      screen={screen}
      title="您的姓名和身份证号码"
      help="和身份证上写的完全一样。"
      problems={problems}
      back={{ href: "/kiosk/identify" }}
      primary={{ label: "下一步：填写手机号码", form: "number-form" }}
    >
      <form id="number-form" method="post">
        <TextField name="name" label="姓名" value={values.name?.[0]} maxlength={60} problems={problems} />
        <TextField
          name="idNumber"
          label="身份证号码"
          hint="18 位，最后一位可能是字母 X。"
          value={values.idNumber?.[0]}
          maxlength={24}
          problems={problems}
        />
      </form>
    </KioskPage>
  );
}

export function PhonePage({ screen, values, problems }: PageOf & { values: Values }) {
  return (
    <KioskPage
      screen={screen}
      title="您的手机号码"
      help="我们发一条短信，里面有 6 位验证码。"
      problems={problems}
      back={{ href: "/kiosk/identify/number" }}
      primary={{ label: "发送验证码", form: "phone-form" }}
    >
      <form id="phone-form" method="post">
        <TextField
          name="phone"
          label="手机号码"
          type="tel"
          inputmode="tel"
          value={values.phone?.[0]}
          maxlength={20}
          problems={problems}
        />
      </form>
    </KioskPage>
  );
}

export function PhoneCodePage({ screen, phone, problems }: PageOf & { phone: string }) {
  return (
    <KioskPage
      screen={screen}
      title="短信里的验证码"
      help={`已经发到 ${maskPhone(phone)}，10 分钟内有效。`}
      problems={problems}
      back={{ href: "/kiosk/identify/phone" }}
      primary={{ label: "核对验证码", form: "code-form" }}
    >
      <form id="code-form" method="post">
        <TextField name="code" label="6 位验证码" inputmode="numeric" maxlength={12} problems={problems} />
      </form>
      <form method="post">
        <button type="submit" class="button" name="_do" value="again">
          没收到，再发一次
        </button>
      </form>
    </KioskPage>
  );
}

export interface OpenFiling {
  number: string;
  name: string;
  status: string;
  when: string;
}

/** R2: what is open already comes before a new application. */
export function OpenFilingsPage(props: PageOf & { csrf: string; filings: readonly OpenFiling[] }) {
  const { screen, csrf, filings, problems } = props;
  return (
    <KioskPage
      screen={screen}
      title="您已有未办完的申请"
      help="接着办原来的，输入它的取件码就行；要办另一家店，就新办一份。"
      problems={problems}
      back={{ href: "/kiosk/identify" }}
      primary={{ label: "接着办原来的申请", form: "continue-form" }}
    >
      {filings.length > 0 ? (
        <ul class="rows">
          {filings.map(({ number, name, status, when }) => (
            <li>
              <span class="grow">
                <strong>{name || "还没有名称"}</strong>
                <span class="quiet">
                  申请编号 <span class="number">{number}</span>，{when}更新
                </span>
              </span>
              <span class="state wait">{status}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <form id="continue-form" method="post">
        <FormKeys csrf={csrf} />
        <TextField
          name="code"
          label="取件码"
          hint="8 位，在凭证上和短信里。忘了的，请到窗口查。"
          maxlength={60}
          problems={problems}
        />
      </form>
      <form method="post">
        <FormKeys csrf={csrf} />
        <button type="submit" class="button" name="_do" value="new">
          不是，我要新办一份
        </button>
      </form>
    </KioskPage>
  );
}
