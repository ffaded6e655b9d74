// What every page of these tests can do: tell the server of a moment, and let frames pass.
const tell = (word) => fetch("/" + word)
const frame = () => new Promise((done) => requestAnimationFrame(done))
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds))

function secret() {
  const input = document.createElement("input")
  input.className = "secret"
  input.type = "password"
  input.value = "Password"
  return input
}

function rows(count) {
  const table = document.createElement("table")
  for (let index = 0; index < count; index++) {
    const row = table.insertRow()
    for (const text of ["row " + index, "claim", "open", "12.50"]) row.insertCell().textContent = text
  }
  return table
}

// What an address names after its question mark; else what stands first.
const chosen = (ways) => ways[location.search.slice(1)] ?? Object.values(ways)[0]

const start = (body) =>
  addEventListener("load", async () => {
    await frame()
    await tell("shown")
    await body()
    await pause(300)
    await tell("done")
  })
