// The moving picture: families on their way through the teams, month by month. Children come along the lines, wait as dots
// before a team, and are held by its workers; a worker over the limit turns colour and gets a mark. It can be paused and
// stepped through, and moves by itself only for those who do not mind.
"use strict";

(() => {
  const source = document.getElementById("queue-data");
  if (!source) return;
  const {months, child_per_dot: perDot, teams, links} = JSON.parse(source.textContent);
  const stage = document.querySelector("#queue-picture .stage");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const monthLasts = 650, travelLasts = 1300, mostDots = 60, lineHeight = 17;

  const svgElement = (tag, attributes, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // ------------------------------------------------------------------------------------------------- controls

  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const controls = make("div", {className: "controls"});
  const play = make("button", {type: "button", textContent: "Play"});
  const label = make("label", {textContent: months.length > 0 && /^\d/.test(months[0]) ? "Week" : "Month"});
  const slider = make("input", {type: "range", min: 0, max: months.length - 1, step: 1, value: 0});
  const when = make("output", {});
  label.append(slider, when);
  controls.append(play, label);
  const picture = svgElement("svg", {role: "img"});
  const legend = make("ul", {className: "legend"});
  stage.append(controls, picture, legend);

  // ---------------------------------------------------------------------------------------------------- layout

  /// A person: head and shoulders, 14 wide and 18 high.
  const person = (x, y, kind) => {
    const look = kind === "over" ? {fill: "var(--c4)", stroke: "none"}
               : kind === "vacant" ? {fill: "none", stroke: "var(--ink-soft)", "stroke-dasharray": "2 2"}
                                   : {fill: "var(--c1)", stroke: "none"};
    const drawn = svgElement("g", {transform: `translate(${x} ${y})`},
      svgElement("circle", {cx: 7, cy: 4.5, r: 3.6, ...look}),
      svgElement("path", {d: "M1 18 C1 11 4 9.5 7 9.5 C10 9.5 13 11 13 18 Z", ...look}));
    if (kind === "over") {
      const mark = svgElement("text", {x: 7, y: 17, "text-anchor": "middle", "font-size": 9, "font-weight": 700, fill: "#000"});
      mark.textContent = "!";
      drawn.append(mark);
    }
    return drawn;
  };

  const words = (text, x, y, attributes = {}) => {
    const drawn = svgElement("text", {x, y, "font-size": 13, fill: "var(--ink)", ...attributes});
    drawn.textContent = text;
    return drawn;
  };

  let cards = [], moving, width = 0, columns = 1;

  const layOut = () => {
    width = Math.max(260, Math.floor(stage.clientWidth));
    columns = Math.max(1, Math.min(teams.length, Math.floor(width / 190)));
    const gap = 18, roof = 62;
    const cardWidth = Math.floor((width - gap * (columns - 1) - (columns === 1 ? 40 : 0)) / columns);
    const perRow = Math.max(1, Math.floor((cardWidth - 20) / 17));
    const dotsPerRow = Math.max(1, Math.floor((cardWidth - 20) / 8));
    cards = [];
    let top = columns === 1 ? 10 : roof;
    picture.replaceChildren();
    for (let first = 0; first < teams.length; first += columns) {
      const row = teams.slice(first, first + columns);
      const posts = Math.max(...row.map((team) => Math.ceil(Math.max(...team.posts))));
      const waiting = Math.max(...row.map((team) => Math.min(mostDots, Math.ceil(Math.max(...team.waiting)))));
      const queueHeight = Math.max(1, Math.ceil(waiting / dotsPerRow)) * 8;
      const height = 58 + lineHeight + queueHeight + Math.max(1, Math.ceil(posts / perRow)) * 22 + 10;
      row.forEach((team, i) => {
        const x = (columns === 1 ? 40 : 0) + i * (cardWidth + gap);
        const card = {team, x, y: top, width: cardWidth, height, perRow, dotsPerRow, queueHeight, group: svgElement("g", {})};
        picture.append(svgElement("rect", {x, y: top, width: cardWidth, height, rx: 6, fill: "var(--panel)", stroke: "var(--line)"}), card.group);
        cards.push(card);
      });
      top += height + (columns === 1 ? 26 : roof);
    }
    const height = top - (columns === 1 ? 10 : roof - 30);
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("height", height);
    moving = svgElement("g", {class: "travellers"});
    picture.append(moving);
  };

  /// Where a link begins and ends, and the point that bends it.
  const path = (link) => {
    const door = (card) => (columns === 1 ? [card.x, card.y + 18] : [card.x + card.width / 2, card.y]);
    if (link.to < 0) {
      const card = cards[link.from];
      const x = card.x + card.width - 16, y = card.y + card.height;
      return [[x, y], [x, y + 12], [x, y + 26]];
    }
    const to = door(cards[link.to]);
    if (link.from < 0) {
      const from = columns === 1 ? [2, Math.max(0, to[1] - 10)] : [Math.max(0, to[0] - 90), to[1] - 54];
      return [from, [to[0] - (columns === 1 ? 20 : 20), to[1] - (columns === 1 ? 10 : 46)], to];
    }
    const from = door(cards[link.from]);
    const middle = columns === 1 ? [0, (from[1] + to[1]) / 2] : [(from[0] + to[0]) / 2, Math.min(from[1], to[1]) - 70];
    return [from, middle, to];
  };

  // ------------------------------------------------------------------------------------------------ one month

  const rounded = (value) => (value < 9.95 && value % 1 !== 0 ? value.toFixed(1) : String(Math.round(value)));
  const shortened = (name, room) => (name.length * 7.2 > room ? [...name].slice(0, Math.max(3, Math.floor(room / 7.2) - 1)).join("") + "…" : name);

  const drawMonth = (month) => {
    const said = [];
    for (const card of cards) {
      const {team, x, y} = card;
      const open = team.open[month], waiting = team.waiting[month], over = Math.round(team.over[month]);
      const inPost = Math.round(team.in_post[month]), posts = Math.max(inPost, Math.round(team.posts[month]));
      const title = words(shortened(team.name, card.width - 20), x + 10, y + 20, {"font-weight": 650, "font-size": 14});
      title.append(svgElement("title", {}));
      title.lastChild.textContent = team.name;
      const parts = [title, words(`${rounded(open)} open children`, x + 10, y + 38),
                     words(team.pool ? "works from one queue" : `${rounded(waiting)} without a worker`, x + 10, y + 58, {fill: "var(--ink-soft)", "font-size": 12})];
      for (let i = 0; i < Math.min(mostDots, Math.round(waiting)); ++i) {
        parts.push(svgElement("circle", {cx: x + 14 + (i % card.dotsPerRow) * 8, cy: y + 68 + Math.floor(i / card.dotsPerRow) * 8, r: 3, fill: "var(--c3)"}));
      }
      for (let i = 0; i < posts; ++i) {
        const kind = i < over ? "over" : i < inPost ? "within" : "vacant";
        parts.push(person(x + 10 + (i % card.perRow) * 17, y + 64 + card.queueHeight + 6 + Math.floor(i / card.perRow) * 22, kind));
      }
      card.group.replaceChildren(...parts);
      said.push(`${team.name}: ${rounded(open)} open children, ${rounded(waiting)} without a worker, ${over} of ${inPost} workers over their limit`);
    }
    when.textContent = months[month];
    slider.value = month;
    slider.setAttribute("aria-valuetext", months[month]);
    picture.setAttribute("aria-label", `${months[month]}. ${said.join("; ")}.`);
  };

  const drawLegend = () => {
    const items = [["within", "worker within the limit"], ["over", "worker over the limit"], ["vacant", "vacant post"]];
    legend.replaceChildren(...items.map(([kind, text]) => {
      const item = make("li", {});
      item.append(svgElement("svg", {viewBox: "0 0 14 19", "aria-hidden": "true"}, person(0, 0.5, kind)), text);
      return item;
    }));
    const dot = (fill, text) => {
      const item = make("li", {});
      item.append(svgElement("svg", {viewBox: "0 0 14 14", "aria-hidden": "true"}, svgElement("circle", {cx: 7, cy: 7, r: 4, fill})), text);
      legend.append(item);
    };
    dot("var(--c3)", "child without a worker");
    dot("var(--c2)", perDot === 1 ? "child on the way" : `${perDot} children on the way`);
  };

  // ---------------------------------------------------------------------------------------------------- motion

  let playing = false, clock = 0, before = null, month = 0, travellers = [], owed = [];

  /// Children who travel along a link in this month.
  const flow = (link) => (link.to < 0 ? teams[link.from].entered[month] : teams[link.to].entered[month]) * link.share;

  const send = (elapsed) => {
    links.forEach((link, i) => {
      owed[i] = (owed[i] ?? 0.5) + flow(link) / perDot * elapsed / monthLasts;
      for (; owed[i] >= 1; --owed[i]) {
        const dot = svgElement("circle", {r: 3.2, fill: "var(--c2)"});
        moving.append(dot);
        travellers.push({dot, bend: path(link), since: clock});
      }
    });
  };

  const move = () => {
    travellers = travellers.filter(({dot, bend: [a, b, c], since}) => {
      const t = (clock - since) / travelLasts;
      if (t >= 1) {
        dot.remove();
        return false;
      }
      const at = (i) => (1 - t) * (1 - t) * a[i] + 2 * t * (1 - t) * b[i] + t * t * c[i];
      dot.setAttribute("cx", at(0));
      dot.setAttribute("cy", at(1));
      return true;
    });
  };

  const pause = () => {
    playing = false;
    play.textContent = month >= months.length - 1 ? "Play again" : "Play";
  };

  const frame = (now) => {
    if (!playing) return;
    const elapsed = Math.min(100, now - (before ?? now));
    before = now;
    clock += elapsed;
    const at = Math.floor(clock / monthLasts);
    if (at >= months.length) {
      travellers.forEach(({dot}) => dot.remove());
      travellers = [];
      month = months.length - 1;
      pause();
      return;
    }
    if (at !== month) {
      month = at;
      drawMonth(month);
    }
    if (!still.matches) {
      send(elapsed);
      move();
    }
    requestAnimationFrame(frame);
  };

  const start = () => {
    if (month >= months.length - 1) month = 0;
    clock = month * monthLasts;
    travellers.forEach(({dot}) => dot.remove());
    travellers = [];
    playing = true;
    play.textContent = "Pause";
    drawMonth(month);
    before = null;  // Only frames tell the time: the next one may carry a time before this moment.
    requestAnimationFrame(frame);
  };

  play.addEventListener("click", () => (playing ? pause() : start()));
  slider.addEventListener("input", () => {
    month = Number(slider.value);
    clock = month * monthLasts;
    drawMonth(month);
    if (!playing) pause();
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden && playing) pause(); });
  still.addEventListener("change", () => { if (still.matches && playing) pause(); });
  addEventListener("resize", () => {
    if (Math.max(260, Math.floor(stage.clientWidth)) === width) return;
    travellers = [];
    layOut();
    drawMonth(month);
  });

  layOut();
  drawMonth(0);
  drawLegend();
  // It begins by itself only when it comes into view, and only for those who have not asked for stillness.
  if (!still.matches && "IntersectionObserver" in window) {
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      if (!still.matches && month === 0) start();
    }, {threshold: 0.5});
    watch.observe(picture);
  }
})();
