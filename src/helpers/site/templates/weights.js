// Re-ranks the scoreboard by the reader's weights of its pillars. What is reckoned here is what
// helpers.scoreboard.aggregate reckons at the top level; a test holds the two together.
(function () {
  "use strict";
  var table = document.getElementById("scoreboard-weights");
  var box = document.getElementById("scoreboard-weights-choice");
  if (!table || !box) return;
  var inputs = Array.prototype.slice.call(box.querySelectorAll("input"));
  var told = box.querySelector("[data-weights=told]");
  var body = table.tBodies[0];
  var rows = Array.prototype.map.call(body.rows, function (row, place) {
    return {
      row: row, place: place,
      parts: row.dataset.scores.split(" ").map(function (text) { return text === "-" ? null : +text; })
    };
  });

  // The mean of the parts that are there, each with its weight; null where nothing weighs.
  function score(parts, weights) {
    var sum = 0, whole = 0;
    parts.forEach(function (part, at) {
      if (part !== null) { sum += part * weights[at]; whole += weights[at]; }
    });
    return whole > 0 ? sum / whole : null;
  }

  // Scores as they stand in the table, and ranks: 1 the highest, ties (to nine decimals) share it.
  function ranked(weights) {
    var scores = rows.map(function (one) { return score(one.parts, weights); });
    var rounded = scores.map(function (one) { return one === null ? null : Math.round(one * 1e9); });
    var ranks = rounded.map(function (own) {
      return own === null ? null : 1 + rounded.filter(function (other) {
        return other !== null && other > own;
      }).length;
    });
    return {scores: scores, ranks: ranks};
  }

  // What a number stands on is told of the framework's weights alone, not of the reader's.
  function trace(at, own) {
    if (at.dataset.o) at.dataset.stood = at.dataset.o;
    if (own) delete at.dataset.o;
    else if (at.dataset.stood) at.dataset.o = at.dataset.stood;
  }

  function show(weights) {
    var found = ranked(weights);
    var whole = weights.reduce(function (sum, one) { return sum + one; }, 0);
    var own = inputs.some(function (input, at) { return weights[at] !== +input.dataset.default; });
    inputs.forEach(function (input, at) {
      var share = whole > 0 ? Math.round(100 * weights[at] / whole) + "%" : "–";
      var output = box.querySelector("output[for=" + input.id + "]");
      output.textContent = share;
      trace(output, own);
      input.setAttribute("aria-valuetext", share);
    });
    if (!(whole > 0)) { told.textContent = say("No pillar weighs anything: nothing is ranked."); return; }
    told.textContent = "";
    rows.forEach(function (one, at) {
      var cells = one.row.querySelectorAll("[data-weights]");
      cells[0].textContent = found.ranks[at] === null ? "–" : found.ranks[at];
      cells[1].textContent = found.scores[at] === null ? "–" : found.scores[at].toFixed(1);
      trace(cells[0], own);
      trace(cells[1], own);
    });
    rows.map(function (one, at) { return at; }).sort(function (a, b) {
      var left = found.ranks[a], right = found.ranks[b];
      return (left === null ? 1e9 : left) - (right === null ? 1e9 : right) || a - b;
    }).forEach(function (at) { body.appendChild(rows[at].row); });
  }

  function given() { return inputs.map(function (input) { return +input.value; }); }
  function set(weights) {
    inputs.forEach(function (input, at) { input.value = weights[at]; });
    show(weights);
  }

  inputs.forEach(function (input) { input.addEventListener("input", function () { show(given()); }); });
  box.querySelector("[data-weights=default]").addEventListener("click", function () {
    set(inputs.map(function (input) { return +input.dataset.default; }));
  });
  box.hidden = false;
  table.reckon = ranked;  // for who wants to check: weights in, {scores, ranks} out
  show(inputs.map(function (input) { return +input.dataset.default; }));
})();
