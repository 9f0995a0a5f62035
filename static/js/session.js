/* Two minutes before a session ends by itself the page says so; a key or a tap keeps it open (WCAG 2.2.1). */
(() => {
  "use strict";
  const { idle, here, login } = document.currentScript.dataset;
  const END = Number(idle) * 1000, WARN = END - 120000;
  const others = "BroadcastChannel" in window ? new BroadcastChannel("portal:contact") : null;
  // htmx notes there on which page it is; this portal leaves nothing behind in a browser.
  sessionStorage.removeItem("htmx-current-path-for-history");
  let contact = Date.now(), active = 0, timer = 0, isOver = false;

  const box = document.createElement("div");
  box.className = "session";
  box.setAttribute("role", "alert");
  document.addEventListener("DOMContentLoaded", () => document.body.append(box));

  function touched(tell = true) {
    contact = Date.now();
    isOver = false;
    box.replaceChildren();
    if (tell && others) others.postMessage("here");
    plan();
  }

  function plan() {
    clearTimeout(timer);
    const passed = Date.now() - contact;
    timer = setTimeout(look, (passed < WARN ? WARN : END) - passed + 50);
  }

  function look() {
    const passed = Date.now() - contact;
    if (passed >= END) return over();
    if (passed < WARN) return plan();
    // Whoever typed or read on meanwhile is there: only silence is asked.
    if (active > contact) return stay();
    box.replaceChildren(words("Over 2 minuten wordt u uitgelogd.", " Druk op een toets of tik op het scherm om ingelogd te blijven."));
    return plan();
  }

  function words(strong, rest) {
    const line = document.createElement("p"), head = document.createElement("strong");
    head.textContent = strong;
    line.append(head, rest);
    return line;
  }

  async function stay() {
    try {
      const answer = await fetch(here, { credentials: "same-origin", redirect: "manual" });
      if (answer.ok) return touched();
      if (answer.type === "opaqueredirect" || answer.status === 401) return over();
    } catch { /* away: the next key tries again */ }
    return plan();
  }

  function over() {
    isOver = true;
    const kept = document.querySelector("input[data-draft]");
    const line = words("U bent uitgelogd na 15 minuten zonder activiteit.", kept ? " Wat u typte, is bewaard. " : " ");
    const link = document.createElement("a");
    link.href = kept ? `${login}?next=${encodeURIComponent(kept.dataset.page)}` : login;
    link.textContent = "Log opnieuw in";
    line.append(link);
    box.replaceChildren(line);
  }

  function activity(event) {
    active = Date.now();
    const isWarned = box.childElementCount > 0;
    if (isWarned && !isOver && !(event.target instanceof Element && event.target.closest(".session a"))) stay();
  }
  addEventListener("keydown", activity);
  addEventListener("pointerdown", activity);
  document.addEventListener("portal:contact", () => touched());
  // What a person asks for counts on the server as well; what a progress bar asks for does not.
  document.addEventListener("htmx:afterRequest", (event) => {
    const trigger = event.detail.elt && event.detail.elt.getAttribute("hx-trigger");
    if (event.detail.successful && !(trigger || "").startsWith("every")) touched();
  });
  if (others) others.onmessage = () => touched(false);
  if (others) others.postMessage("here");
  plan();
})();
