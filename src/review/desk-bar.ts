import type { ActsView } from "../../views/desk/acts.tsx";
import type { DrawerView } from "../../views/desk/drawer.tsx";
import { newId } from "../db/id.ts";
import { mayReturn } from "../rules/clock.ts";
import type { Act } from "../rules/filing.ts";
import { permission } from "../rules/permissions.ts";
import type { Deps } from "../web/env.ts";
import { afterIssueDrawers } from "./drawers/after-issue.ts";
import { type BarFacts, type Drawing, decisionDrawers } from "./drawers/decisions.ts";
import { handDrawers } from "./drawers/hand.ts";

/** The acts that ask for something, in the order of the bar: one list a kind of work. */
const DRAWERS: readonly ((deps: Deps, drawing: Drawing) => Promise<DrawerView[]>)[] = [
  handDrawers,
  decisionDrawers,
  afterIssueDrawers,
];

/** The buttons: drawn by the function that refuses. Decisions are drawn for whoever has the filing in hand, and so has seen it. */
export async function actsView(deps: Deps, facts: BarFacts): Promise<ActsView> {
  const { actor, filing, place, clock, marks, back, now } = facts;
  const may = (act: Act) => permission(actor, act, place).ok;
  const inHand = filing.claimer_id === actor.id;
  const drawing: Drawing = {
    ...facts,
    may,
    inHand,
    key: () => newId(now),
    action: (name) => `/desk/filings/${filing.id}/${name}`,
  };
  const returning = inHand && may("return") ? mayReturn(clock, now) : undefined;
  const drawers: DrawerView[] = [];
  for (const each of DRAWERS) drawers.push(...(await each(deps, drawing)));
  return {
    claim: may("claim") && !inHand && filing.claimer_name === null ? { key: drawing.key() } : undefined,
    release: may("claim") && inHand ? { key: drawing.key() } : undefined,
    mark: returning?.ok ? { count: marks.length } : undefined,
    drawers,
    said: [
      ...(may("claim") || drawers.length > 0 ? [] : [idleOf(facts)]),
      ...(may("claim") && !inHand && filing.claimer_name !== null ? [`${filing.claimer_name}正在审查这份申请。`] : []),
      ...(returning && !returning.ok ? [returning.reason] : []),
    ],
    onward:
      filing.status === "registered" ? { href: `/desk/delivery/${filing.id}`, label: "执照、打印和领取" } : undefined,
    values: back.values ?? {},
    problems: back.open ? back.refusal?.problems : undefined,
    message: back.refusal?.message,
    open: back.open,
  };
}

function idleOf({ filing }: BarFacts): string {
  if (filing.status === "returned") return "等申请人补正，现在没有要办理的。";
  if (filing.status === "registered") return "已登记，现在没有要办理的。";
  return "这份申请现在没有要办理的。";
}
