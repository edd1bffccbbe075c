// The signature pad: what is drawn goes with the form as a picture. Without it the page offers an upload or the window.
(() => {
  const canvas = document.querySelector("canvas[data-pad]");
  if (!canvas || !window.SignaturePad) return;
  const form = canvas.closest("form");
  const pad = new window.SignaturePad(canvas, {
    minWidth: 1.5,
    maxWidth: 5,
    penColor: "#1c2833",
    backgroundColor: "#ffffff",
  });

  const resize = () => {
    const drawn = pad.toData();
    const ratio = Math.max(window.devicePixelRatio || 1, 1);
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    pad.clear();
    pad.fromData(drawn);
  };

  for (const hidden of document.querySelectorAll("[data-with-pad]")) hidden.hidden = false;
  for (const other of document.querySelectorAll("[data-unless-pad]")) other.open = false;
  resize();
  window.addEventListener("resize", resize);
  document.querySelector("[data-clear-pad]").addEventListener("click", () => pad.clear());
  form.addEventListener("submit", () => {
    form.elements.drawn.value = pad.isEmpty() ? "" : pad.toDataURL("image/png");
  });
})();
