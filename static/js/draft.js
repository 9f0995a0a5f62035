/* Keeps what is typed into a form as a draft on the server, and nothing in the browser.
   A form that takes part holds <input data-draft="address" data-page="own address">. */
(() => {
  "use strict";
  const PAUSE = 1500, LONGEST = 10000, AGAIN = 5000;  // ms: after the last key; while typing on; after a failure
  const states = new WeakMap();

  const place = (form) => form && form.querySelector && form.querySelector("input[data-draft]");
  const say = (words) => document.querySelectorAll("[data-draft-status]").forEach((line) => {
    if (line.textContent !== words) line.textContent = words;
  });
  const clock = () => new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const lastKept = (state) => state.at || state.began;

  function stateOf(form) {
    if (!states.has(form)) states.set(form, { at: "", began: "", dirty: false, timer: 0, due: 0, sending: null, sent: false });
    return states.get(form);
  }

  function content(form) {
    const kept = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") kept.append(name, value);
    return kept;
  }

  function later(form, wait) {
    const state = stateOf(form), now = Date.now();
    state.due = state.due || now + LONGEST;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => keep(form), Math.max(0, Math.min(wait, state.due - now)));
  }

  function keep(form) {
    const state = stateOf(form);
    if (state.sent || !state.dirty || !form.isConnected) return state.sending;
    if (state.sending) { later(form, PAUSE); return state.sending; }
    clearTimeout(state.timer);
    state.dirty = false;
    state.due = 0;
    state.sending = send(form, state).finally(() => { state.sending = null; });
    return state.sending;
  }

  async function send(form, state) {
    const field = place(form);
    let answer = null;
    try {
      answer = await fetch(field.dataset.draft, { method: "POST", body: content(form), credentials: "same-origin", redirect: "manual" });
    } catch {
      answer = null;
    }
    if (answer && answer.ok) {
      state.at = (await answer.json()).at;
      say(`Concept bewaard om ${state.at} uur`);
      // So that reload and Back come to this draft: the address holds its number and nothing else.
      if (location.pathname + location.search !== field.dataset.page) history.replaceState(history.state, "", field.dataset.page);
      document.dispatchEvent(new Event("portal:contact"));
      return;
    }
    const kept = answer && answer.headers.get("Concept-Bewaard");
    if (kept) {
      state.at = kept;
      say(`U bent uitgelogd. Concept bewaard om ${kept} uur. Log opnieuw in, dan gaat u verder.`);
      return;
    }
    if (answer && answer.status === 413) { say("Dit is te lang om als concept te bewaren. Sla het op."); return; }
    state.dirty = true;
    say(`Niet bewaard sinds ${lastKept(state)} uur. Wat u typte staat nog op het scherm.`);
    // Signed in again in another window: this page needs the new token of the forms.
    if (answer && answer.status === 403) await renew(field.dataset.here);
    if (!state.sent) later(form, AGAIN);
  }

  async function renew(here) {
    try {
      const answer = await fetch(here, { credentials: "same-origin", redirect: "manual" });
      if (!answer.ok) return;
      const { csrf } = await answer.json();
      document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => { input.value = csrf; });
    } catch { /* away: tried again with the draft */ }
  }

  function changed(event) {
    const form = event.target.form;
    if (!place(form)) return;
    const state = stateOf(form);
    state.dirty = true;
    state.sent = false;
    state.began = state.began || clock();
    later(form, PAUSE);
  }
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!place(form)) return;
    const state = stateOf(form);
    clearTimeout(state.timer);
    if (state.sending && !event.defaultPrevented) {
      // A draft that is under way would come in after the form was saved, and stay behind.
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      state.sending.finally(() => form.requestSubmit(button));
      return;
    }
    state.sent = true;
    state.dirty = false;
  }, true);

  function leaving() {
    document.querySelectorAll("input[data-draft]").forEach((field) => {
      const state = stateOf(field.form);
      if (state.dirty && !state.sent && navigator.sendBeacon(field.dataset.draft, content(field.form))) state.dirty = false;
    });
  }
  addEventListener("pagehide", leaving);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leaving(); });

  function everyForm(act) {
    document.querySelectorAll("input[data-draft]").forEach((field) => act(field.form, stateOf(field.form)));
  }
  addEventListener("online", () => everyForm((form) => keep(form)));
  addEventListener("offline", () => everyForm((form, state) => {
    if (state.dirty) say(`Niet bewaard sinds ${lastKept(state)} uur. Wat u typte staat nog op het scherm.`);
  }));
  // Back from the page after saving: what stands here is typed on, and kept again from the next key on.
  addEventListener("pageshow", () => everyForm((form, state) => { state.sent = false; }));
})();
