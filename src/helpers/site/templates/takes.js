// "What would it take": one province at a time, chosen by name or by the page's own chooser.
(function () {
  "use strict";
  const select = document.getElementById("scoreboard-takes-area");
  const boxes = [...document.querySelectorAll("#scoreboard-takes details")];
  if (!select || !boxes.length) return;
  const show = area => {
    if (!boxes.some(box => box.dataset.area === area)) return;
    select.value = area;
    for (const box of boxes) {
      box.hidden = box.dataset.area !== area;
      box.open = !box.hidden;
    }
  };
  document.getElementById("scoreboard-takes-choice").hidden = false;
  const marked = boxes.find(box => box.open) || boxes[0];
  const asked = /(?:^#|&)area=(\d{6})/.exec(location.hash);
  // A link to one province's table shows it, whichever area is chosen.
  const follow = () => {
    const linked = /^#scoreboard-takes-(\d{6})/.exec(location.hash);
    if (!linked) return;
    show(linked[1]);
    document.getElementById(linked[0].slice(1))?.scrollIntoView();
  };
  show(marked.dataset.area);
  if (asked) show(asked[1]);
  follow();
  addEventListener("hashchange", follow);
  document.addEventListener("area", event => { if (event.detail) show(event.detail); });
  select.addEventListener("change", () => {
    show(select.value);
    document.dispatchEvent(new CustomEvent("choose-area", {detail: select.value}));
  });
})();
