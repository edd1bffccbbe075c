import { AsSeen, type SeenView } from "../parts/as-seen.tsx";
import { PublicPage } from "./frame.tsx";

/** What the holder submitted, exactly as it was shown then. */
export function PublicAsSeen({ demo, csrf, view }: { demo: boolean; csrf: string; view: SeenView }) {
  const title = `第 ${view.seq} 次提交原样`;
  return (
    <PublicPage title={title} demo={demo} leave={{ csrf }}>
      <h1>{title}</h1>
      <AsSeen view={view} />
      <p>
        <a class="button wide" href="/status/progress">
          回到办理进度
        </a>
      </p>
    </PublicPage>
  );
}
