// The kiosk with a script: the display switches without leaving the page, and idle time warns, keeps what was typed, and clears.
(() => {
  const touched = ["pointerdown", "keydown", "input", "scroll", "touchstart"];

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-switch]");
    if (!button) return;
    event.preventDefault();
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    document.documentElement.classList.toggle(button.dataset.switch, on);
    const form = new FormData(button.form);
    form.set("switch", button.dataset.switch);
    fetch(button.form.action, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  });

  // A closed help panel lets the page be used again: a press elsewhere closes it.
  document.addEventListener("pointerdown", (event) => {
    for (const panel of document.querySelectorAll("details.help-panel[open]"))
      if (!panel.contains(event.target)) panel.open = false;
  });

  const dialog = document.querySelector("dialog[data-idle]");
  if (!dialog) return;
  const warnAfter = Number(dialog.dataset.idle) * 1000;
  const seconds = dialog.querySelector("[data-seconds]");
  let waiting;
  let counting;

  const leave = async () => {
    const form = document.querySelector("form[data-keep]");
    if (form)
      await fetch(form.getAttribute("action") || location.href, { method: "POST", body: new FormData(form) }).catch(
        () => {},
      );
    location.replace("/kiosk/leave?why=idle");
  };

  const warn = () => {
    let left = Number(dialog.dataset.countdown);
    seconds.textContent = String(left);
    dialog.showModal();
    counting = setInterval(() => {
      left -= 1;
      seconds.textContent = String(Math.max(0, left));
      if (left > 0) return;
      clearInterval(counting);
      leave();
    }, 1000);
  };

  const restart = () => {
    if (dialog.open) return;
    clearTimeout(waiting);
    waiting = setTimeout(warn, warnAfter);
  };

  dialog.addEventListener("close", () => {
    clearInterval(counting);
    restart();
  });
  dialog.querySelector("[data-stay]").addEventListener("click", () => dialog.close());
  for (const name of touched) document.addEventListener(name, restart, { passive: true, capture: true });
  restart();
})();
