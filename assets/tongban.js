// Small things that make pages faster to use; every act works without them.
(() => {
  const focusProblem = (root) => {
    const summary = root.querySelector?.("[data-focus]");
    if (summary) summary.focus();
  };
  document.addEventListener("DOMContentLoaded", () => focusProblem(document));
  document.addEventListener("htmx:afterSwap", (event) => focusProblem(event.target));
  // A second press of a submit button does nothing; the server would act once all the same.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.dataset.sent === "1") {
      if (form.dataset.sent === "1") event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
})();
