import type { DrawerView } from "../../../views/desk/drawer.tsx";
import type { Deps } from "../../web/env.ts";
import type { Drawing } from "./decisions.ts";

/** Who has the filing in hand, and whether the applicant has been seen. */
export async function handDrawers(_deps: Deps, drawing: Drawing): Promise<DrawerView[]> {
  const { filing, may, inHand, key, action } = drawing;
  const drawers: DrawerView[] = [];
  if (may("claim") && !inHand && filing.claimer_name !== null)
    drawers.push({
      id: "claim",
      label: "接手审查",
      accessKey: "c",
      action: action("claim"),
      fields: [{ kind: "text", name: "reason", label: "接手的原因", hint: "会记入经过，对方能看到。", maxlength: 200 }],
      button: "接手审查",
      key: key(),
    });
  if (may("check-identity") && inHand && filing.identity === "unverified")
    drawers.push(identityDrawer(action("identity"), key()));
  return drawers;
}

/** Identity seen with one's own eyes (design section 3, Identity): on the desk and in the hall. */
export function identityDrawer(action: string, key: string): DrawerView {
  return {
    id: "identity",
    label: "核验身份",
    accessKey: "i",
    action,
    fields: [
      {
        kind: "text",
        name: "seen",
        label: "当面核对了什么",
        hint: "例如：经营者本人和身份证原件，人证一致。不要写号码。",
        maxlength: 60,
      },
    ],
    button: "记录核验",
    key,
  };
}
