import { type FieldProblem, FileField, FormKeys } from "../parts/field.tsx";
import { KioskPage } from "./frame.tsx";
import { FORM, type QuestionFrame } from "./question.tsx";

export interface SignatureProps {
  frame: QuestionFrame;
  signer: { who: string; name: string } | undefined;
  signers: readonly { name: string; signed: boolean; again: string }[];
  problems?: readonly FieldProblem[] | undefined;
}

export function SignaturePage({ frame, signer, signers, problems }: SignatureProps) {
  const question = signer ? `请${signer.name}签名` : "都签好了";
  return (
    <KioskPage
      {...frame}
      question={question}
      problems={problems}
      scripts={["/public/signature_pad.umd.min.js", "/assets/kiosk-signature.js"]}
      primary={{ label: frame.next, form: FORM, name: "_do", value: "next" }}
    >
      {signers.length > 1 || !signer ? (
        <ul class="rows">
          {signers.map(({ name, signed, again }) => (
            <li>
              <span class="grow">{name}</span>
              {signed ? <span class="state good">已签名</span> : <span class="state wait">还没有签</span>}
              {signed ? (
                <a class="button" href={again} aria-label={`重签：${name}`}>
                  重签
                </a>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <form id={FORM} method="post" enctype="multipart/form-data">
        <FormKeys csrf={frame.csrf} />
        <input type="hidden" name="who" value={signer?.who ?? ""} />
        <input type="hidden" name="drawn" value="" />
        {signer ? (
          <>
            <div data-with-pad hidden>
              <p>用手指或者笔，在框里写上“{signer.name}”。</p>
              <div class="pad">
                <canvas data-pad aria-label={`${signer.name}签名的框`} />
              </div>
              <button type="button" class="button" data-clear-pad>
                写错了，擦掉重写
              </button>
            </div>
            <noscript>
              <p class="notice">这台机器现在不能手写签名。可以选一张签名的照片，或者到窗口在纸上签。</p>
            </noscript>
            <details class="other-ways" open data-unless-pad={problems && problems.length > 0 ? undefined : "yes"}>
              <summary>不方便在屏幕上签</summary>
              <FileField
                name="file"
                label="选一张签名的照片"
                accept="image/jpeg,image/png"
                hint="在白纸上签好，拍清楚。"
                problems={problems}
              />
              <p>
                <a class="button" href="/kiosk/stop/paper">
                  到窗口在纸上签
                </a>
              </p>
            </details>
          </>
        ) : null}
      </form>
    </KioskPage>
  );
}
