// The pages that the program writes, in a real browser. CASELOAD is the program; it makes the pages first.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, before, describe, test} from "node:test";
import {closeBrowser, openPage} from "./browser.js";
import {hostileScenario} from "./hostile.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const program = process.env.CASELOAD;
const desk = mkdtempSync(join(tmpdir(), "caseload-page-"));
const run = (...words) => execFileSync(program, words, {cwd: desk, stdio: ["ignore", "ignore", "pipe"]});

writeFileSync(join(desk, "hostile.yaml"), hostileScenario);
writeFileSync(join(desk, "sample.yaml"), `caseload_sweep: 1
base: hartlepool-2009.yaml
design: {type: saltelli, blocks: 12}
factors:
  demand.referrals.rate: {values: [x 0.8, x 1, x 1.2]}
  people.leaving.rate: {uniform: [5, 25], unit: "% per year"}
  people.sickness.days: {uniform: [5, 20], unit: per year}
replications: {count: 3}
`);
const pages = {
  "a council's three years": {make: () => run("run", "darlington-2009", "--reps", "12", "--quiet", "--out", "run"), folder: "run", results: "results.json"},
  "its options side by side": {make: () => run("compare", "darlington-2009", "--reps", "12", "--quiet", "--out", "compare"), folder: "compare", results: "comparison.json"},
  "a small council for a few weeks": {make: () => run("run", "hartlepool-2009", "--reps", "6", "--quiet", "--out", "small"), folder: "small", results: "results.json"},
  "a sweep over two settings": {make: () => run("sweep", "darlington-2009", "duty.posts=7..13:3", "demand.referrals.rate=14,16.5,19 children per week", "--reps", "4", "--quiet", "--out", "sweep"), folder: "sweep"},
  "a sample of settings": {make: () => run("sweep", "sample.yaml", "--quiet", "--out", "sample"), folder: "sample"},
  "hostile text": {make: () => run("run", "hostile.yaml", "--reps", "5", "--quiet", "--out", "hostile"), folder: "hostile", results: "results.json", hostile: true},
};
const sizes = {"a telephone": {width: 360, height: 800}, "a desk": {width: 1280, height: 900}};
const file = (page) => join(desk, page.folder, "report.html");

before(() => Object.values(pages).forEach((page) => page.make()));
after(async () => {
  await closeBrowser();
  rmSync(desk, {recursive: true, force: true});
});

const openAll = (page) => page.evaluate(() => { for (const fold of document.querySelectorAll("details")) fold.open = true; });

const everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], colours = {type: "rule", values: ["color-contrast"]};
const violations = async (page, of) => {
  await page.evaluate(axe);
  const found = await page.evaluate((runOnly) => axe.run(document, {runOnly, resultTypes: ["violations"]}), of);
  return found.violations.map(({id, nodes}) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`);
};

// What sticks out of the window, or out of the drawing that it is in.
const overflowing = (page) => page.evaluate(() => {
  const found = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest(".scroll, svg, .skip, script, style")) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.right > root.clientWidth + 1) found.push(`${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`);
  }
  for (const drawing of document.querySelectorAll(".plot svg, .stage > svg")) {
    const frame = drawing.getBoundingClientRect();
    for (const words of drawing.querySelectorAll("text")) {
      const box = words.getBoundingClientRect();
      if (box.width === 0 || words.getAttribute("opacity") === "0") continue;  // a label for which there was no room
      const out = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
      if (out > 2) found.push(`text '${words.textContent}' is cut off by ${out.toFixed(1)} in ${drawing.parentElement.dataset.spec ?? "the picture"}`);
    }
  }
  return found;
});

for (const [name, one] of Object.entries(pages)) {
  describe(name, () => {
    test("is opened from a folder without an error, a warning or a request", async () => {
      const {said, asked, close} = await openPage(file(one));
      assert.deepEqual(said, []);
      assert.equal(asked.length, 1);
      await close();
    });

    test("has all of its charts drawn", async () => {
      const {page, close} = await openPage(file(one));
      const plots = await page.$$eval(".plot", (all) => all.map((plot) => {
        const marks = [...plot.querySelectorAll("svg .role-mark path, svg .role-mark line, svg .role-mark rect")];
        return {spec: plot.dataset.spec, drawn: plot.dataset.drawn, marks: marks.filter((mark) => mark.getBBox().width + mark.getBBox().height > 0).length};
      }));
      assert.ok(plots.length >= 3, `${plots.length} charts`);
      assert.deepEqual(plots.filter((plot) => plot.drawn !== "yes" || plot.marks === 0), []);
      await close();
    });

    for (const [device, viewport] of Object.entries(sizes)) {
      test(`overflows nowhere on ${device}, folded or open`, async () => {
        const {page, close} = await openPage(file(one), {viewport, reducedMotion: "reduce"});
        assert.deepEqual(await overflowing(page), []);
        await openAll(page);
        assert.deepEqual(await overflowing(page), []);
        await close();
      });
      // Tables folded on the one, open on the other; light and dark differ by their colours.
      for (const [colorScheme, of] of Object.entries({light: everything, dark: colours})) {
        test(`can be read by everybody (WCAG 2.2 AA) on ${device}, ${colorScheme}`, async () => {
          const {page, close} = await openPage(file(one), {viewport, colorScheme, reducedMotion: "reduce"});
          if (device === "a desk") await openAll(page);
          assert.deepEqual(await violations(page, of), []);
          await close();
        });
      }
    }

    test("says everything in tables when there are no scripts", async () => {
      const {page, close} = await openPage(file(one), {javaScriptEnabled: false});
      const figures = await page.$$eval("figure", (all) => all.map((figure) => ({
        id: figure.id,
        numbers: [...figure.querySelectorAll("td.number")].filter((cell) => cell.textContent !== "" && cell.checkVisibility()).length,
      })));
      assert.deepEqual(figures.filter((figure) => figure.numbers === 0), []);
      await close();
    });

    test("has findings of at most twelve words", async () => {
      if (one.hostile) return;
      const {page, close} = await openPage(file(one));
      const long = await page.$$eval("figure h3", (all) => all.map((title) => title.textContent).filter((title) => title.split(/ +/).length > 12));
      assert.deepEqual(long, []);
      await close();
    });

    test("has the numbers of its results file, digit by digit", async () => {
      if (!one.results) return;  // those of a sweep are in summary.csv
      const results = JSON.parse(readFileSync(join(desk, one.folder, one.results), "utf8"));
      const {page, close} = await openPage(file(one), {javaScriptEnabled: false});
      const rows = await page.$$eval("#measures tbody tr", (all) => all.map((row) => [...row.cells].map((cell) => cell.dataset.value ?? cell.textContent)));
      const expected = [];
      const exact = (value) => (value === null ? "" : value);
      for (const of of results.measures) {
        if (one.results === "results.json") {
          expected.push([of.measure, of.where, of.unit, of.mean, of.lower95, of.upper95, of.p10, of.p50, of.p90, of.n]);
          continue;
        }
        for (const option of of.options) {
          const d = option.difference ?? {mean: null, lower95: null, upper95: null};
          expected.push([of.measure, of.where, of.unit, option.option, option.mean, option.p10, option.p90, d.mean, d.lower95, d.upper95]);
        }
      }
      assert.equal(rows.length, expected.length);
      const numbers = (cells) => cells.map((cell) => (cell === "" ? "" : Number.isNaN(Number(cell)) ? cell : Number(cell)));
      expected.forEach((row, i) => assert.deepEqual(numbers(rows[i]), numbers(row.map(exact))));
      // What is shown is that number, rounded as it stands there.
      const shown = await page.$$eval("td.number[data-value]", (all) => all.map((cell) => [cell.dataset.value, cell.textContent]));
      for (const [value, words] of shown) {
        const text = words.replace(/[\s\u00a0]/g, "");
        const decimals = (text.split(".")[1] ?? "").length;
        assert.ok(Math.abs(Number(text) - Number(value)) <= 0.5001 * 10 ** -decimals, `${words} for ${value}`);
      }
      assert.ok(shown.length > 100);
      await close();
    });

    test("is a file that can be sent by mail", () => assert.ok(statSync(file(one)).size < 2.5e6, `${statSync(file(one)).size} bytes`));
  });
}

describe("what a page does", () => {
  test("a click on a heading sorts by the exact numbers, another the other way round", async () => {
    const {page, close} = await openPage(file(pages["a council's three years"]));
    await openAll(page);
    const column = () => page.$$eval("#measures tbody tr", (all) => all.map((row) => row.cells[3].dataset.value).filter((v) => v !== undefined).map(Number));
    const heading = page.locator("#measures thead th").nth(3);
    await heading.locator("button").click();
    assert.equal(await heading.getAttribute("aria-sort"), "ascending");
    const up = await column();
    assert.deepEqual(up, [...up].sort((a, b) => a - b));
    await heading.locator("button").click();
    assert.equal(await heading.getAttribute("aria-sort"), "descending");
    const down = await column();
    assert.deepEqual(down, [...down].sort((a, b) => b - a));
    await close();
  });

  test("the search box leaves the rows that have all of its words", async () => {
    const {page, close} = await openPage(file(pages["a council's three years"]));
    await openAll(page);
    await page.locator("#numbers input[type=search]").fill("duty wait");
    const rows = await page.$$eval("#measures tbody tr", (all) => all.filter((row) => !row.hidden).map((row) => row.textContent.toLowerCase()));
    assert.ok(rows.length > 2);
    assert.ok(rows.every((row) => row.includes("duty") && row.includes("wait")));
    await close();
  });

  test("a table is copied with exact numbers, and without formulas", async () => {
    const {page, close} = await openPage(file(pages["hostile text"]));
    await page.evaluate(() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; });
    await openAll(page);
    await page.locator("#assumptions .tools button").last().click();
    const sources = await page.evaluate(() => window.copied);
    assert.ok(sources.includes("'=cmd()"), sources.slice(0, 500));
    assert.ok(!/(^|,)"?[=+@]/m.test(sources));
    await page.locator("#numbers .tools button").click();
    const lines = (await page.evaluate(() => window.copied)).split("\r\n");
    const first = JSON.parse(readFileSync(join(desk, "hostile", "results.json"), "utf8")).measures[0];
    assert.ok(lines[1].includes(String(first.mean)), lines[1]);
    await close();
  });

  test("the picture plays, stops and can be stepped through", async () => {
    // A busy browser hands out frames that carry a time before the clock's when they were asked for. Here all do.
    const lateFrames = () => {
      const ask = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (callback) => ask((now) => callback(now - 200));
    };
    const {page, close} = await openPage(file(pages["a council's three years"]), {reducedMotion: "no-preference"}, lateFrames);
    const month = () => page.locator("#queue-picture output").textContent();
    const button = page.locator("#queue-picture button").first();
    assert.equal(await month(), "Apr\u00a02008");
    await page.locator("#queue-picture .stage svg[role=img]").scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelectorAll("#queue-picture .travellers circle").length > 3);
    if ((await button.textContent()) === "Pause") await button.click();
    const stopped = await month();
    await page.waitForTimeout(1500);
    assert.equal(await month(), stopped);
    await page.locator("#queue-picture input[type=range]").fill("20");
    assert.equal(await month(), "Dec\u00a02009");
    assert.ok((await page.locator("#queue-picture svg[role=img]").getAttribute("aria-label")).startsWith("Dec\u00a02009. duty: "));
    await close();
  });

  test("nothing moves by itself for those who ask for stillness", async () => {
    const {page, close} = await openPage(file(pages["a council's three years"]), {reducedMotion: "reduce"});
    await page.locator("#queue-picture .stage svg[role=img]").scrollIntoViewIfNeeded();
    await page.waitForTimeout(1500);
    assert.equal(await page.locator("#queue-picture output").textContent(), "Apr\u00a02008");
    assert.equal(await page.locator("#queue-picture .travellers circle").count(), 0);
    await close();
  });

  test("on paper all tables are open and nothing is for clicking", async () => {
    const {page, close} = await openPage(file(pages["a small council for a few weeks"]));
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({media: "print"});
    assert.ok(await page.$$eval("details", (all) => all.every((fold) => fold.open)));
    assert.equal(await page.locator("nav, .tools, summary").filter({visible: true}).count(), 0);
    assert.ok((await page.pdf({format: "A4"})).length > 20_000);
    await close();
  });

  test("hostile text is read as it is written, and runs nowhere", async () => {
    const {page, close} = await openPage(file(pages["hostile text"]));
    assert.equal(await page.evaluate(() => window.owned), undefined);
    const text = await page.evaluate(() => document.body.textContent);
    assert.ok(text.includes("<script>window.owned=1</script>"));
    assert.ok(text.includes("\\u202e"));
    assert.ok(text.includes("n".repeat(10_000)));
    assert.ok(!text.includes("\u202e") && !text.includes("\u001b"));
    await close();
  });
});
