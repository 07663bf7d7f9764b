import { benchReport } from '/work/main/scripts/bench/report'
console.log(await benchReport())
