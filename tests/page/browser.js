// A page of the program in Debian's Chromium, with everything that it says and asks for written down.
import {existsSync} from "node:fs";
import {pathToFileURL} from "node:url";
import {chromium} from "playwright-core";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

let browser;
export const closeBrowser = async () => browser?.close();

/// Waits until all charts are drawn. `first` is done in the page before its own scripts. `said`: console messages that are no
/// plain logs, errors; `asked`: requests.
export const openPage = async (file, options = {}, first = () => {}) => {
  browser ??= await chromium.launch({executablePath, args: ["--no-sandbox"]});
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.addInitScript(first);
  const said = [], asked = [];
  page.on("console", (message) => { if (message.type() !== "log") said.push(`${message.type()}: ${message.text()}`); });
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  if (options.javaScriptEnabled !== false) {
    await page.waitForFunction(() => document.documentElement.dataset.charts === "drawn", null, {timeout: 60_000});
  }
  return {page, said, asked, close: () => context.close()};
};
