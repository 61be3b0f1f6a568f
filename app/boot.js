// Runs before anything is drawn. Two jobs that must not wait for the program, or outlive it:
// the chosen theme, and the rescue of the answers should the program ever stop.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("drydock.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's theme then applies.
  }

  let kept = { name: "", text: "" };
  let place = "";
  window.drydock = {
    // The answers as of the last edit, without secrets.
    keep(name, text) {
      kept = { name, text };
    },
    // Where in the program it stopped.
    fail(at) {
      place = at;
    },
  };

  const save = () => {
    const url = URL.createObjectURL(new Blob([kept.text], { type: "application/yaml" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = kept.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };

  const show = (what) => {
    const dialog = document.getElementById("rescue");
    if (!dialog || dialog.open) return;
    document.getElementById("rescue-what").textContent = place ? `${what} (${place})` : what;
    const button = document.getElementById("rescue-save");
    button.hidden = kept.text === "";
    button.addEventListener("click", save);
    document.getElementById("rescue-kept").hidden = button.hidden;
    document.getElementById("rescue-reload").addEventListener("click", () => location.reload());
    dialog.showModal();
  };

  const stopped = (error) =>
    typeof WebAssembly === "object" &&
    (error instanceof WebAssembly.RuntimeError ||
      error instanceof WebAssembly.CompileError ||
      error instanceof WebAssembly.LinkError);

  addEventListener(
    "error",
    (event) => {
      if (stopped(event.error)) show("The program of this page stopped.");
      else if (event.target instanceof HTMLScriptElement) show("The program of this page could not be loaded.");
      // What a module throws before it has run, such as that its program did not arrive, is an error and no rejection.
      else if (event.error && !root.dataset.ready) show("The program of this page could not be started.");
    },
    true,
  );
  addEventListener("unhandledrejection", (event) => {
    if (stopped(event.reason)) show("The program of this page stopped.");
    else if (!root.dataset.ready) show("The program of this page could not be started.");
  });
})();
