import type { Input } from "../../src/filing/pages/page.ts";
import type { Statements } from "../../src/filing/pages/statements.ts";
import { Inputs, type Values } from "../kiosk/question.tsx";
import { ErrorSummary, type FieldProblem, FileField, FormKeys, SelectField } from "../parts/field.tsx";
import { DeskPage, type DeskUser } from "./frame.tsx";

export interface EditData {
  user: DeskUser;
  filingId: string;
  filingName: string;
  pageId: string;
  question: string;
  help?: string | undefined;
  /** What the return said about this field. */
  told: { problem: string; fix: string }[];
  inputs: readonly Input[];
  values: Values;
  statements?: Statements | undefined;
  documents?: { id: string; label: string; href: string }[] | undefined;
  signers?: { who: string; name: string }[] | undefined;
  problems?: readonly FieldProblem[] | undefined;
}

/** One question of the application at the desk, answered together with the applicant. */
export function Edit(data: EditData) {
  const { user, filingId, statements, documents, signers, problems } = data;
  return (
    <DeskPage title={data.question} user={user} place="hall">
      <main id="main" class="edit-page">
        <p>
          <a href={`/desk/filings/${filingId}`}>{data.filingName}</a>
        </p>
        <ErrorSummary problems={problems} />
        <h1>{data.question}</h1>
        {data.help ? <p class="quiet">{data.help}</p> : null}
        {data.told.map(({ problem, fix }) => (
          <p class="said-before">
            <strong>问题：</strong>
            {problem}
            <br />
            <strong>这样改：</strong>
            {fix}
          </p>
        ))}
        {statements ? <Promises statements={statements} /> : null}
        {documents ? <Documents data={data} documents={documents} /> : null}
        {signers ? <Signatures data={data} signers={signers} /> : null}
        {documents || signers ? null : (
          <form method="post">
            <FormKeys csrf={user.csrf} />
            <Inputs inputs={data.inputs} values={data.values} problems={problems} />
            <button type="submit" class="button primary" accesskey="s">
              保存 <kbd>Alt S</kbd>
            </button>
          </form>
        )}
      </main>
    </DeskPage>
  );
}

function Promises({ statements }: { statements: Statements }) {
  return (
    <>
      <p>请申请人自己读，或者读给申请人听：</p>
      <ol>
        {statements.promises.map((promise) => (
          <li>{promise}</li>
        ))}
      </ol>
      <ul>
        {statements.consequences.map((consequence) => (
          <li>{consequence}</li>
        ))}
      </ul>
    </>
  );
}

function Documents({ data, documents }: { data: EditData; documents: NonNullable<EditData["documents"]> }) {
  const action = `/desk/filings/${data.filingId}/edit/${data.pageId}`;
  return (
    <>
      <ul class="plain">
        {documents.map(({ id, label, href }) => (
          <li>
            <a href={href} target="_blank" rel="noopener">
              {label}
            </a>
            <form method="post" action={action}>
              <FormKeys csrf={data.user.csrf} />
              <input type="hidden" name="remove" value={id} />
              <button type="submit" class="button plain small-button" aria-label={`去掉${label}`}>
                去掉
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" action={action} enctype="multipart/form-data">
        <FormKeys csrf={data.user.csrf} />
        <FileField
          name="file"
          label="添加一份"
          hint="照片（JPG、PNG）或 PDF，每个文件不超过 8 MB。"
          problems={data.problems}
        />
        <button type="submit" class="button primary">
          上传
        </button>
      </form>
      <p class="buttons">
        <a class="button" href={`/desk/filings/${data.filingId}`}>
          回到申请
        </a>
      </p>
    </>
  );
}

function Signatures({ data, signers }: { data: EditData; signers: NonNullable<EditData["signers"]> }) {
  return (
    <form method="post" enctype="multipart/form-data">
      <FormKeys csrf={data.user.csrf} />
      <SelectField
        name="who"
        label="谁的签名"
        options={signers.map(({ who, name }) => ({ value: who, label: name }))}
        value={data.values.who?.[0]}
      />
      <FileField
        name="file"
        label="签名的照片"
        hint="在纸上签的，也可以在申请页面直接记“已在纸上签名”。"
        accept="image/jpeg,image/png"
        problems={data.problems}
      />
      <button type="submit" class="button primary">
        保存签名
      </button>
    </form>
  );
}
