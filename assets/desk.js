// Makes marking and signing at the desk faster; every act works without it.
(() => {
  // A reason chosen fills both texts with its standard words, as long as nobody has written their own.
  const filled = new WeakMap();
  document.addEventListener("change", (event) => {
    const select = event.target;
    const body = select.closest?.("[data-mark]");
    if (!body || select.tagName !== "SELECT") return;
    const option = select.selectedOptions[0];
    const [problem, fix] = body.querySelectorAll("textarea");
    for (const [area, text] of [
      [problem, option.dataset.problem],
      [fix, option.dataset.fix],
    ]) {
      if (area.value.trim() !== "" && area.value !== filled.get(area)) continue;
      area.value = text ?? "";
      filled.set(area, area.value);
    }
  });

  const countMarks = () => {
    const output = document.querySelector("[data-marked]");
    if (output) output.value = String(document.querySelectorAll('input[name="field"]:checked').length);
  };
  document.addEventListener("change", countMarks);
  document.addEventListener("DOMContentLoaded", countMarks);
  window.addEventListener("pageshow", countMarks);

  const openPad = (pad) => {
    const canvas = pad.querySelector("canvas");
    const file = pad.closest("form").querySelector('input[type="file"]');
    pad.hidden = false;
    const drawing = new window.SignaturePad(canvas, { penColor: "#1c2833" });
    drawing.addEventListener("endStroke", () => {
      canvas.toBlob((blob) => {
        const held = new DataTransfer();
        held.items.add(new File([blob], "signature.png", { type: "image/png" }));
        file.files = held.files;
      });
    });
    pad.querySelector("[data-pad-clear]").addEventListener("click", () => {
      drawing.clear();
      file.value = "";
    });
  };
  document.addEventListener("DOMContentLoaded", () => {
    if (window.SignaturePad) for (const pad of document.querySelectorAll("[data-pad]")) openPad(pad);
  });
})();
