import {
  Choices,
  ErrorSummary,
  type FieldProblem,
  FileField,
  FormKeys,
  SelectField,
  TextField,
} from "../parts/field.tsx";
import { DeskPage, type DeskUser, Told } from "./frame.tsx";

export interface SheetView {
  part: "original" | "duplicate";
  copy: number;
  label: string;
  printed: { serial: string; valid: boolean; where: string; reason: string }[];
}

export interface DeliveryFilingData {
  user: DeskUser;
  id: string;
  name: string;
  operator: string;
  facts: { label: string; value: string }[];
  /** What became of the licence after issue, above everything else. */
  said?: string | undefined;
  sheets: SheetView[];
  /** The sheet that was just allotted, to be printed now. */
  fresh?: string | undefined;
  blank: number;
  mayPrint: boolean;
  mayVoid: boolean;
  dispatch?: { carriers: string[]; ready: boolean; key: string } | undefined;
  ready?: { ready: boolean; key: string } | undefined;
  handOut?: { proxy: boolean; key: string } | undefined;
  open?: string | undefined;
  values: Record<string, string>;
  problems?: readonly FieldProblem[] | undefined;
}

/** One licence: its files, its sheets of paper, and the way to its holder. */
export function DeliveryFiling(data: DeliveryFilingData) {
  const { user, id, fresh } = data;
  return (
    <DeskPage title={data.name} user={user} place="delivery" scripts={["/public/signature_pad.umd.min.js"]}>
      <main id="main" class="two-panes">
        <div class="pane">
          <ErrorSummary problems={data.problems} />
          {fresh ? (
            <Told>
              纸张 {fresh} 已分配。
              <a href={`/desk/sheets/${fresh}.pdf`} target="_blank" rel="noopener">
                打开并打印（PDF）
              </a>
            </Told>
          ) : null}
          <p>
            <a href="/desk/delivery">领照列表</a>
          </p>
          <h1>{data.name}</h1>
          <p class="quiet">经营者 {data.operator}</p>
          {data.said ? <p class="notice">{data.said}</p> : null}
          <dl class="facts">
            {data.facts.map(({ label, value }) => (
              <>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </>
            ))}
          </dl>
          <h2>电子营业执照</h2>
          <p class="links">
            <a href={`/desk/delivery/${id}/licence/original.pdf`} target="_blank" rel="noopener">
              正本（PDF）
            </a>
            <a href={`/desk/delivery/${id}/licence/duplicate.pdf`} target="_blank" rel="noopener">
              副本（PDF）
            </a>
          </p>
        </div>
        <div class="pane">
          <Sheets data={data} />
          {data.dispatch ? <Dispatch data={data} dispatch={data.dispatch} /> : null}
          {data.ready ? <Ready data={data} ready={data.ready} /> : null}
          {data.handOut ? <HandOut data={data} handOut={data.handOut} /> : null}
        </div>
      </main>
    </DeskPage>
  );
}

function Sheets({ data }: { data: DeliveryFilingData }) {
  const { sheets, mayPrint, blank } = data;
  return (
    <section>
      <h2>纸质执照</h2>
      {sheets.length === 0 ? <p>申请人只要电子执照，没有要打印的。</p> : null}
      {sheets.length > 0 && mayPrint ? (
        <p class="quiet">{blank === 0 ? "本处空白执照已经用完，请先领用。" : `本处还有空白执照 ${blank} 张。`}</p>
      ) : null}
      {sheets.map((sheet) => (
        <OneSheet data={data} sheet={sheet} />
      ))}
    </section>
  );
}

function OneSheet({ data, sheet }: { data: DeliveryFilingData; sheet: SheetView }) {
  const valid = sheet.printed.find((each) => each.valid);
  return (
    <div class="sheet">
      <h3>{sheet.label}</h3>
      {sheet.printed.length === 0 ? <p class="quiet">还没有打印</p> : null}
      {sheet.printed.map(({ serial, valid, where, reason }) => (
        <p>
          <span class="number">{serial}</span> {valid ? "有效" : <span class="tag">已作废</span>}
          <br />
          <span class="quiet">
            {where}
            {reason ? `，作废原因：${reason}` : ""}
          </span>
        </p>
      ))}
      {valid ? (
        <p class="links">
          <a href={`/desk/sheets/${valid.serial}.pdf`} target="_blank" rel="noopener">
            打开 {sheet.label}（PDF）
          </a>
        </p>
      ) : null}
      {valid && data.mayVoid ? (
        <details class="arithmetic">
          <summary>打坏了，作废重印</summary>
          <form method="post" action={`/desk/sheets/${valid.serial}/void`}>
            <FormKeys csrf={data.user.csrf} actKey={`void-${valid.serial}`} />
            <label class="field">
              <span>作废原因</span>
              <input type="text" name="reason" maxlength={100} required aria-label={`${sheet.label}：作废原因`} />
            </label>
            <button type="submit" class="button danger">
              作废这一张
            </button>
          </form>
        </details>
      ) : null}
      {!valid && data.mayPrint && data.blank > 0 ? (
        <form method="post" action={`/desk/delivery/${data.id}/sheets`}>
          <FormKeys csrf={data.user.csrf} />
          <input type="hidden" name="part" value={sheet.part} />
          <input type="hidden" name="copy" value={String(sheet.copy)} />
          <button type="submit" class="button">
            分配纸张并打印{sheet.label}
          </button>
        </form>
      ) : null}
    </div>
  );
}

function Dispatch({
  data,
  dispatch,
}: {
  data: DeliveryFilingData;
  dispatch: NonNullable<DeliveryFilingData["dispatch"]>;
}) {
  if (!dispatch.ready)
    return (
      <section>
        <h2>寄出</h2>
        <p>打印以后才能寄出。</p>
      </section>
    );
  const { values, problems } = data;
  return (
    <section>
      <h2>寄出</h2>
      <form method="post" action={`/desk/delivery/${data.id}/dispatch`}>
        <FormKeys csrf={data.user.csrf} actKey={dispatch.key} />
        <SelectField
          name="carrier"
          label="寄递公司"
          empty="请选择"
          options={dispatch.carriers.map((value) => ({ value, label: value }))}
          value={values.carrier}
          problems={problems}
        />
        <TextField name="tracking" label="快递单号" value={values.tracking} maxlength={30} problems={problems} />
        <TextField
          name="cost"
          label="邮费（元）"
          hint="由登记机关承担，不向申请人收。"
          inputmode="decimal"
          value={values.cost}
          maxlength={7}
          problems={problems}
        />
        <button type="submit" class="button primary">
          登记寄出并通知
        </button>
      </form>
    </section>
  );
}

function Ready({ data, ready }: { data: DeliveryFilingData; ready: NonNullable<DeliveryFilingData["ready"]> }) {
  return (
    <section>
      <h2>备好</h2>
      {ready.ready ? (
        <form method="post" action={`/desk/delivery/${data.id}/ready`}>
          <FormKeys csrf={data.user.csrf} actKey={ready.key} />
          <p>打印好、核对过的执照放到领取处，通知申请人来领。</p>
          <button type="submit" class="button primary">
            备好并通知申请人
          </button>
        </form>
      ) : (
        <p>打印以后才能通知申请人来领。</p>
      )}
    </section>
  );
}

function HandOut({ data, handOut }: { data: DeliveryFilingData; handOut: NonNullable<DeliveryFilingData["handOut"]> }) {
  const { values, problems } = data;
  return (
    <section>
      <h2>发放</h2>
      <form method="post" action={`/desk/delivery/${data.id}/collection`} enctype="multipart/form-data">
        <FormKeys csrf={data.user.csrf} actKey={handOut.key} />
        <Choices
          name="collector"
          label="谁来领"
          columns="two"
          options={[
            { value: "self", label: "经营者本人" },
            {
              value: "proxy",
              label: "代领人",
              help: handOut.proxy ? "凭代领码和本人身份证" : "经营者还没有委托代领人",
            },
          ]}
          chosen={[values.collector ?? "self"]}
          problems={problems}
        />
        <TextField name="name" label="来人姓名" value={values.name} maxlength={50} problems={problems} />
        <TextField
          name="idNumber"
          label="身份证号码"
          hint="刷证或对照身份证原件输入，系统与申请核对。"
          value={values.idNumber}
          maxlength={18}
          problems={problems}
        />
        <TextField
          name="proxyCode"
          label="代领码（代领人填写）"
          hint="经营者短信里的 6 位代领码，只能用一次。"
          value={values.proxyCode}
          maxlength={12}
          problems={problems}
        />
        <div class="pad" data-pad hidden>
          <p class="pad-label">请来人在这里签名</p>
          <canvas width={640} height={200} aria-label="签名板"></canvas>
          <button type="button" class="button plain" data-pad-clear>
            重新签
          </button>
        </div>
        <FileField
          name="signature"
          label="签名"
          hint="没有签名板的，在纸质登记簿上签名，这里留空；也可以上传签名照片。"
          accept="image/png,image/jpeg"
          problems={problems}
        />
        <button type="submit" class="button primary">
          核对无误，发放执照
        </button>
      </form>
    </section>
  );
}
