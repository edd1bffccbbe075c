import { LIGHT_WORDS, type Light } from "../../src/rules/lights.ts";

const SHAPES: Record<Light, string> = { green: "●", yellow: "▲", red: "■" };

/** A light is always colour, shape and word. */
export function LightMark({ light }: { light: Light }) {
  return (
    <span class={`light ${light}`}>
      <span aria-hidden="true">{SHAPES[light]}</span>
      {LIGHT_WORDS[light]}
    </span>
  );
}
