/* The form of the facts: how far it is, which questions count, and Ctrl+Enter. Without it everything works too. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-intake]");
  if (!form) return;
  const chosen = (name) => { const box = form.querySelector(`[name="${name}"]:checked`); return box ? box.value : ""; };
  const value = (name) => { const box = form.elements[name]; return box ? box.value.trim() : ""; };
  const isChild = () => chosen("certainty") === "perhaps_child" || (value("age") !== "" && Number(value("age")) < 18);
  const isReflection = () => {
    const list = form.elements.residence_status;
    return list.selectedIndex >= 0 && list.options[list.selectedIndex].text.startsWith("Bedenktijd");
  };

  /* A question that cannot be answered goes away, unless something stands in it. */
  function showOnly(name, applies) {
    const field = form.querySelector(`.when-${name}`);
    if (!field) return;
    const control = field.querySelector("input, select");
    field.hidden = !applies && control.value === "" && !field.classList.contains("field--bad");
  }

  const isAnswered = (question) => [...question.querySelectorAll("input, select, textarea")].some((control) =>
    control.type === "radio" || control.type === "checkbox" ? control.checked : control.value.trim() !== "");

  /* Each label or legend is a question; the note, what is folded away and the box beside the language are not. */
  function progress() {
    const box = document.querySelector("[data-progress]");
    if (!box) return;
    const questions = [...form.querySelectorAll(".field")].filter((field) =>
      !field.hidden && !field.closest("details") && !field.querySelector(":scope > .choice--alone, :scope > textarea"));
    const done = questions.filter(isAnswered).length;
    const bar = box.querySelector("progress"), words = box.querySelector("span"), count = document.createElement("b");
    bar.max = questions.length;
    bar.value = done;
    bar.textContent = `${done} van ${questions.length}`;
    count.textContent = done;
    words.replaceChildren(count, ` van ${questions.length}`);
    box.hidden = false;
  }

  function look() {
    showOnly("child", isChild());
    showOnly("reflection", isReflection());
    progress();
  }
  form.addEventListener("input", look);
  form.addEventListener("change", (event) => {
    if (event.target.name === "identity_mode" && event.target.value === "full") form.querySelector("details").open = true;
    look();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".action-bar .button:not(.button--second)"));
    }
  });
  look();
})();
