// A scenario whose words try everything: tags, quotes, formulas, text turned around, terminal escapes, ten thousand letters.
const evil = "<script>window.owned=1</script><img src=x onerror=window.owned=2>\\\"'&amp; \\u202eturned \\e[31mred";
export const hostileScenario = `caseload: 1
name: "${evil} ${"n".repeat(10_000)}"
description: "</style></title><svg onload=window.owned=3> ${"d".repeat(10_000)}"
period: {start: 2024-01-01, length: 8 months, begin: empty}
demand: {referrals: {rate: {value: 30 families per week, source: "=cmd()", quality: low}, children: {value: 1.8, source: "${evil} ${"s".repeat(10_000)}"}, to: "scr'een & \\"co\\""}}
events: [{on: 2024-03-01, name: "${evil} ${"e".repeat(10_000)}", referrals: +40 %, lasting: yes}]
people: {hours: office hours, cost: 50000 pounds per year}
teams:
  "duty' onload & \\"co\\" ${"t".repeat(70)}": {posts: 3, limit: 12 children}
  "@care": {posts: 4, limit: 12 children}
steps:
  "scr'een & \\"co\\"": {team: "duty' onload & \\"co\\" ${"t".repeat(70)}", due: 1 working day, tasks: {"+decision": {effort: {exponential: 2 hours}}}, next: {"-plan ${"p".repeat(80)}": 40 %, closed: rest}}
  "-plan ${"p".repeat(80)}": {team: "@care", lasts: {exponential: 6 weeks}, tasks: {visit: {effort: 2 hours, every: 1 week}}, next: {closed: 1}}
options: {"opt' & \\"ion\\"": {"@care.posts": +1}}
targets: [{name: "${evil} ${"g".repeat(10_000)}", measure: "children per worker", at_most: 10 children}]
assumptions: [{id: "=A1", text: "${evil} ${"a".repeat(10_000)}", quality: low, impact: high}]
`;
