import { type FieldProblem, FileField, FormKeys } from "../parts/field.tsx";
import { KioskPage } from "./frame.tsx";
import { FORM, type QuestionFrame } from "./question.tsx";

export interface DocumentsProps {
  frame: QuestionFrame;
  actKey: string;
  tip: string;
  documents: readonly { id: string; label: string; picture: boolean; kilobytes: number }[];
  problems?: readonly FieldProblem[] | undefined;
}

export function DocumentsPage({ frame, actKey, tip, documents, problems }: DocumentsProps) {
  return (
    <KioskPage {...frame} problems={problems} primary={{ label: frame.next, form: FORM, name: "_do", value: "next" }}>
      {documents.length > 0 ? (
        <ul class="rows">
          {documents.map(({ id, label, picture, kilobytes }, index) => (
            <li>
              <a href={`/kiosk/file/${id}`} target="_blank" rel="noopener">
                {picture ? (
                  <img class="thumb" src={`/kiosk/file/${id}`} alt={`第 ${index + 1} 张：${label}`} />
                ) : (
                  <span class="thumb pdf">PDF</span>
                )}
              </a>
              <span class="grow">
                {label}
                <span class="quiet">{kilobytes} KB</span>
              </span>
              <form method="post">
                <FormKeys csrf={frame.csrf} actKey={`${actKey}-${index}`} />
                <button
                  type="submit"
                  class="button"
                  name="_do"
                  value={`remove:${id}`}
                  aria-label={`去掉第 ${index + 1} 张`}
                >
                  去掉
                </button>
              </form>
            </li>
          ))}
        </ul>
      ) : null}
      <form id={FORM} method="post" enctype="multipart/form-data">
        <FormKeys csrf={frame.csrf} actKey={actKey} />
        <FileField
          name="file"
          label={documents.length > 0 ? "再选一个文件" : "选一个文件"}
          hint={`${tip}照片（JPG、PNG）或 PDF，每个不超过 8 MB。要看得清每一个字。`}
          problems={problems}
        />
        <button type="submit" class="button" name="_do" value="add">
          上传这个，再传一个
        </button>
      </form>
    </KioskPage>
  );
}
