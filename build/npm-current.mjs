// Ends well when FOLDER/node_modules is what FOLDER/package-lock.json asks for,
// so that `npm ci`, which starts by deleting everything, runs only when needed.
import { readFileSync } from 'node:fs'

function packages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
  } catch {
    return null
  }
}

const folder = process.argv[2]
const wanted = packages(`${folder}/package-lock.json`)
const installed = packages(`${folder}/node_modules/.package-lock.json`)
if (!wanted || !installed) process.exit(1)

for (const [name, pkg] of Object.entries(wanted)) {
  // What is for another platform only is optional, and is not installed here.
  if (name === '' || pkg.optional) continue
  if (installed[name]?.integrity !== pkg.integrity) process.exit(1)
}
