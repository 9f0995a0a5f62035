/* Shortcuts for who works without a mouse. Nothing happens while somebody types, and nothing with Ctrl, Alt or Meta;
   the page leaves this file out for who switched shortcuts off (WCAG 2.1.4). */
(() => {
  "use strict";
  const PAUSE = 1500;  // ms between g and the key of a page
  let gAt = -Infinity;

  const types = (element) => element instanceof Element
    && Boolean(element.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog"));
  const rows = () => [...document.querySelectorAll("main tbody th[scope=row] a[href], main tbody tr:not(:has(th a)) td:first-child a[href]")]
    .filter((link) => link.offsetParent !== null);

  function step(by) {
    const links = rows(), row = document.activeElement && document.activeElement.closest("tr");
    const here = links.findIndex((link) => link === document.activeElement || (row && row.contains(link)));
    const next = links[here < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + by, 0), links.length - 1)];
    if (!next) return;
    next.focus();
    next.closest("tr").scrollIntoView({ block: "nearest" });
  }

  function go(key) {
    const link = document.querySelector(`.nav__link[data-key="${CSS.escape(key)}"]`);
    if (link) location.assign(link.href);
    return Boolean(link);
  }

  const acts = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => { const box = document.getElementById("zoek"); if (box) box.focus(); },
    "?": () => { const help = document.getElementById("sneltoetsen"); if (help && !help.open) help.showModal(); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || types(event.target)) return;
    const wasG = event.timeStamp - gAt < PAUSE;
    gAt = event.key === "g" && !wasG ? event.timeStamp : -Infinity;
    if (wasG && go(event.key)) return event.preventDefault();
    if (acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });
})();
