// Sets the clock of the whole app ahead by CLOCK_SHIFT milliseconds: in the main process, and in every script that it
// serves to the window and its workers.
const { protocol } = require('electron')

// Many scripts run in one window: only the first of them may shift its clock.
const shifted = `if (!globalThis.isClockShifted) {
  const Real = Date
  const now = () => Real.now() + (${Number(process.env.CLOCK_SHIFT)})
  globalThis.isClockShifted = true
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      if (given.length === 0) super(now())
      else super(...given)
    }
    static now = now
  }
}
`
;(0, eval)(shifted)

const handle = protocol.handle.bind(protocol)
protocol.handle = (scheme, answer) =>
  handle(scheme, async (request) => {
    const response = await answer(request)
    if (!(response.headers.get('Content-Type') ?? '').includes('javascript')) return response
    return new Response(shifted + (await response.text()), { headers: response.headers })
  })
