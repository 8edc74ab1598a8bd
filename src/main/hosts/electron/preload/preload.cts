// The sandboxed preload: one CommonJS file that hands the page a message port and nothing else.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a CommonJS file cannot import, and require is untyped
const { ipcRenderer } = require('electron') as typeof import('electron')

window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== 'lookout:ready') return
  ipcRenderer.send('lookout:connect')
})

ipcRenderer.on('lookout:port', (event) => {
  window.postMessage('lookout:port', window.location.origin, [...event.ports])
})
