// Pictures of a page for people to look at: node screenshots.js PAGE FOLDER
import {mkdirSync} from "node:fs";
import {closeBrowser, openPage} from "./browser.js";

const [file, folder] = process.argv.slice(2);
mkdirSync(folder, {recursive: true});
for (const [name, width, scheme] of [["wide", 1280, "light"], ["dark", 1280, "dark"], ["narrow", 360, "light"]]) {
  const {page, close} = await openPage(file, {viewport: {width, height: 1500}, colorScheme: scheme, reducedMotion: "reduce"});
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let top = 0, i = 1; top < height; top += 1500, ++i) {
    await page.screenshot({path: `${folder}/${name}-${String(i).padStart(2, "0")}.png`, fullPage: true, clip: {x: 0, y: top, width, height: Math.min(1500, height - top)}});
  }
  await close();
}
await closeBrowser();
