import { FormKeys } from "../parts/field.tsx";
import { RETURN_FORM } from "./answers.tsx";
import { Drawer, type DrawerReturn, type DrawerView } from "./drawer.tsx";

/** Which acts are possible now, by the same rules that refuse them; each carries a fresh key. */
export interface ActsView extends DrawerReturn {
  /** One press is enough: nobody has it in hand. */
  claim?: { key: string } | undefined;
  release?: { key: string } | undefined;
  /** Fields are marked on the answers themselves, and previewed before they go out. */
  mark?: { count: number } | undefined;
  /** All other acts, in the order of the bar. */
  drawers: readonly DrawerView[];
  /** What is said of the filing's acts, above them. */
  said: readonly string[];
  /** Where the work goes on elsewhere. */
  onward?: { href: string; label: string } | undefined;
}

interface Frame {
  acts: ActsView;
  filingId: string;
  version: number;
  csrf: string;
}

/** The bar that never leaves. A drawer opens where an act asks for something; the keys are on the buttons. */
export function ActBar({ acts, filingId, version, csrf }: Frame) {
  const { claim, release, mark, onward } = acts;
  return (
    <section class="act-bar" aria-label="办理">
      {acts.said.map((sentence) => (
        <p class="idle">{sentence}</p>
      ))}
      {onward ? (
        <p class="idle">
          <a href={onward.href}>{onward.label}</a>
        </p>
      ) : null}
      {claim ? (
        <form class="whole" method="post" action={`/desk/filings/${filingId}/claim`}>
          <FormKeys csrf={csrf} actKey={claim.key} />
          <button type="submit" class="button primary" accesskey="c">
            领取审查 <kbd>Alt C</kbd>
          </button>
        </form>
      ) : null}
      {drawersOf(acts, true, csrf)}
      {mark ? <Return filingId={filingId} version={version} csrf={csrf} count={mark.count} /> : null}
      {drawersOf(acts, false, csrf)}
      {release ? (
        <form class="half" method="post" action={`/desk/filings/${filingId}/release`}>
          <FormKeys csrf={csrf} actKey={release.key} />
          <button type="submit" class="button quiet-button">
            放回待预审
          </button>
        </form>
      ) : null}
    </section>
  );
}

/** Drawers over the whole width come first; the others share rows with the buttons. */
function drawersOf(acts: ActsView, wide: boolean, csrf: string) {
  return acts.drawers
    .filter((drawer) => (drawer.wide ?? false) === wide)
    .map((drawer) => <Drawer drawer={drawer} back={acts} csrf={csrf} />);
}

function Return({ filingId, version, csrf, count }: Omit<Frame, "acts"> & { count: number }) {
  return (
    <form id={RETURN_FORM} class="half" method="post" action={`/desk/filings/${filingId}/return/preview`}>
      <FormKeys csrf={csrf} version={version} />
      <button type="submit" class="button" accesskey="t" id="items">
        <span>
          退回补正 <output data-marked>{count}</output> 处
        </span>{" "}
        <kbd>Alt T</kbd>
      </button>
    </form>
  );
}
