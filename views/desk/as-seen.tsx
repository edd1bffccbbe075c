import { AsSeen, type SeenView } from "../parts/as-seen.tsx";
import { DeskPage, type DeskUser } from "./frame.tsx";

/** A submission exactly as the applicant saw it. */
export function DeskAsSeen(props: { user: DeskUser; id: string; name: string; number: string; view: SeenView }) {
  const { user, id, name, number, view } = props;
  const title = `第 ${view.seq} 次提交原样`;
  return (
    <DeskPage title={title} user={user} place={user.role === "guide" ? "hall" : "queue"}>
      <main id="main" class="preview">
        <h1>
          {name} <span class="quiet normal">{title}</span>
        </h1>
        <p class="number quiet">{number}</p>
        <AsSeen view={view} />
        <p class="buttons no-print">
          <a class="button" href={`/desk/filings/${id}`}>
            回到申请
          </a>
        </p>
      </main>
    </DeskPage>
  );
}
