import { expect, test } from 'vitest'
import { chooseMode, listUsbCameras, openUsbSource, usbInputs } from './usb.ts'

test('a machine is asked for its cameras and none is an empty list', async () => {
  const cameras = await listUsbCameras()
  expect(cameras).toEqual(cameras.filter((camera) => camera.device !== '' && camera.modes.length > 0))
})

test('the largest mode up to 1920x1080 that gives 15 frames a second is chosen', () => {
  const modes = [
    { width: 3840, height: 2160, rate: 30 },
    { width: 1920, height: 1080, rate: 5 },
    { width: 1280, height: 720, rate: 15 },
    { width: 1280, height: 720, rate: 30 },
    { width: 640, height: 480, rate: 60 },
  ]
  expect(chooseMode(modes)).toEqual({ width: 1280, height: 720, rate: 30 })
  expect(chooseMode(modes.slice(0, 2))).toBeUndefined()
})

test('each platform is asked in its own words', () => {
  const source = { type: 'usb', device: 'Cam', width: 1280, height: 720, rate: 30 } as const
  const options = (platform: NodeJS.Platform, format?: 'mjpeg' | 'raw') =>
    usbInputs(format === undefined ? source : { ...source, format }, platform).map((input) => [
      input.format,
      input.url,
      input.options,
    ])
  const mode = { video_size: '1280x720', framerate: '30' }
  expect({
    linux: options('linux'),
    linuxMjpeg: options('linux', 'mjpeg'),
    linuxRaw: options('linux', 'raw'),
    windows: options('win32'),
    windowsRaw: options('win32', 'raw'),
    mac: options('darwin'),
  }).toEqual({
    linux: [
      ['v4l2', 'Cam', { ...mode, input_format: 'mjpeg' }],
      ['v4l2', 'Cam', mode],
    ],
    linuxMjpeg: [['v4l2', 'Cam', { ...mode, input_format: 'mjpeg' }]],
    linuxRaw: [['v4l2', 'Cam', { ...mode, input_format: 'yuyv422' }]],
    windows: [['dshow', 'video=Cam', { ...mode, rtbufsize: '67108864' }]],
    windowsRaw: [['dshow', 'video=Cam', { ...mode, pixel_format: 'yuyv422', rtbufsize: '67108864' }]],
    mac: [['avfoundation', 'Cam', { ...mode, pixel_format: 'nv12' }]],
  })
})

test.runIf(process.platform === 'linux')('a camera that is not there is named, with what to do', async () => {
  const source = openUsbSource({ type: 'usb', device: '/dev/video77' }, Date.now)
  await expect(source.frames(new AbortController().signal)[Symbol.asyncIterator]().next()).rejects.toThrow(
    'USB camera /dev/video77: no such file or directory. Check that it is plugged in and that no other program uses it.',
  )
})
