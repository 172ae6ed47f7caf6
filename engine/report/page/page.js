// What the page does once it is open: draws its charts, lets tables be sorted, searched and copied. Without it the page
// says the same in tables, which are open until this closes them.
"use strict";

(() => {
  // ---------------------------------------------------------------------------------------------------- charts

  const fonts = getComputedStyle(document.documentElement).fontFamily;
  const soft = "var(--ink-soft)";
  const config = {
    background: null,
    axis: {labelFont: fonts, titleFont: fonts, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal",
           labelColor: soft, titleColor: soft, domainColor: soft, tickColor: soft, gridColor: "var(--line)"},
    legend: {labelFont: fonts, labelFontSize: 12, labelColor: "var(--ink)", rowPadding: 4, columnPadding: 16},
    text: {font: fonts},
  };
  const roomForNames = (width) => Math.max(110, Math.min(280, 0.32 * width));

  const draw = async (plot) => {
    const width = Math.floor(plot.clientWidth);
    plot.dataset.width = width;
    try {
      const spec = JSON.parse(document.getElementById(plot.dataset.spec).textContent);
      const runtime = vega.parse({...spec, width}, {...config, axisLeft: {labelLimit: roomForNames(width)}}, {ast: true});
      const view = new vega.View(runtime, {expr: vega.expressionInterpreter, renderer: "svg", container: plot, hover: false});
      await view.runAsync();
      const svg = plot.querySelector("svg");
      svg.setAttribute("aria-hidden", "true");
      svg.removeAttribute("tabindex");
      plot.dataset.drawn = "yes";
    } catch (error) {
      plot.dataset.drawn = "error";
      console.error(plot.dataset.spec, error);
    }
  };

  const plots = [...document.querySelectorAll(".plot[data-spec]")];
  const drawAll = async () => {
    delete document.documentElement.dataset.charts;
    for (const plot of plots) {
      if (Number(plot.dataset.width) !== Math.floor(plot.clientWidth)) await draw(plot);
    }
    document.documentElement.dataset.charts = "drawn";
  };
  let resizing;
  addEventListener("resize", () => {
    clearTimeout(resizing);
    resizing = setTimeout(drawAll, 150);
  });

  // ---------------------------------------------------------------------------------------------------- tables

  const valueOf = (cell) => (cell ? cell.dataset.value ?? cell.textContent : "");
  const numberOf = (cell) => {
    const text = valueOf(cell);
    return text === "" || text === undefined ? NaN : Number(text);
  };

  const sort = (table, column, descending) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({row, cell: row.cells[column]}));
    const numeric = table.tHead.rows[0].cells[column].classList.contains("number");
    const empty = (cell) => (numeric ? Number.isNaN(numberOf(cell)) : valueOf(cell) === "");
    rows.sort((a, b) => {
      if (empty(a.cell) || empty(b.cell)) return empty(a.cell) - empty(b.cell);
      const order = numeric ? numberOf(a.cell) - numberOf(b.cell)
                            : valueOf(a.cell).localeCompare(valueOf(b.cell), "en-GB", {numeric: true});
      return descending ? -order : order;
    });
    body.append(...rows.map(({row}) => row));
  };

  const makeSortable = (table) => {
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const descending = heading.getAttribute("aria-sort") === "ascending";
        headings.forEach((other) => other.removeAttribute("aria-sort"));
        heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(table, column, descending);
      });
    });
  };

  // As the program writes its files: numbers exact, and no text that a spreadsheet would take for a formula.
  const csvCell = (cell, numeric) => {
    if (numeric && cell.dataset.value !== undefined) return cell.dataset.value;
    let text = cell.textContent;
    if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  const csv = (table) => {
    const numeric = [...table.tHead.rows[0].cells].map((heading) => heading.classList.contains("number"));
    return [...table.rows].filter((row) => !row.hidden)
      .map((row) => [...row.cells].map((cell, i) => csvCell(cell, numeric[i])).join(",") + "\r\n").join("");
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {  // a page from a folder may not use the clipboard directly
      const area = document.createElement("textarea");
      area.value = text;
      area.setAttribute("aria-hidden", "true");
      area.style.cssText = "position:fixed;left:-100vw";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  const addTools = (table) => {
    const frame = table.closest(".scroll");
    const tools = document.createElement("div");
    tools.className = "tools";
    if (table.classList.contains("filterable")) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "search";
      label.append("Find", input);
      input.addEventListener("input", () => {
        const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
        for (const row of table.tBodies[0].rows) {
          const text = row.textContent.toLowerCase();
          row.hidden = !words.every((word) => text.includes(word));
        }
      });
      tools.append(label);
    }
    const button = document.createElement("button");
    const said = document.createElement("span");
    button.type = "button";
    button.textContent = "Copy as CSV";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await copy(csv(table));
      said.textContent = "Copied";
      setTimeout(() => { said.textContent = ""; }, 2000);
    });
    tools.append(button, said);
    frame.before(tools);
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    makeSortable(table);
    addTools(table);
  }

  // ------------------------------------------------------------------------------------------ open and closed

  const folds = [...document.querySelectorAll("details.data")];
  for (const fold of folds) fold.open = false;
  let openBefore = [];
  addEventListener("beforeprint", () => {
    openBefore = folds.map((fold) => fold.open);
    for (const fold of folds) fold.open = true;
  });
  addEventListener("afterprint", () => folds.forEach((fold, i) => { fold.open = openBefore[i]; }));

  drawAll();
})();
