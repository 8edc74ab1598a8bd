import { expect, test } from 'vitest'
import { configureUsbCamera, parseCameraArgument } from './parse-camera-argument.ts'

test.each([
  ['/dev/video0', 'video0', 'front', { type: 'usb', device: '/dev/video0' }],
  ['usb:HD Webcam C920', 'hd-webcam-c920', 'front', { type: 'usb', device: 'HD Webcam C920' }],
  ['rear=rtsp://a:b@10.0.0.5/1', 'rear', 'rear', { type: 'network', url: 'rtsp://a:b@10.0.0.5/1' }],
  ['http://cam/v.mjpg', 'http-cam', 'front', { type: 'network', url: 'http://cam/v.mjpg' }],
  [
    'left=serial:/dev/ttyUSB0@115200',
    'left',
    'left',
    { type: 'serial', port: '/dev/ttyUSB0', driver: 'vc0706', baud: 115_200 },
  ],
  ['serial:COM3', 'com3', 'front', { type: 'serial', port: 'COM3', driver: 'vc0706', baud: 38_400 }],
  [
    'footage:C:\\drive one.mp4',
    'c-drive-one-mp4',
    'front',
    { type: 'footage', path: 'C:\\drive one.mp4', fast: false, loop: false },
  ],
])('%s is a camera', (word, id, mount, source) => {
  expect(parseCameraArgument(word)).toEqual({ id, name: id, kind: 'mobile', mount, source })
})

test('two cameras of one name get names of their own', () => {
  const first = parseCameraArgument('front=/dev/video0')
  const second = parseCameraArgument('front=/dev/video2', [first])
  const third = configureUsbCamera({ device: '/dev/video4', label: 'Front', modes: [] }, [first, second])
  expect([first.id, second.id, third.id]).toEqual(['front', 'front-2', 'front-3'])
})

test.each([
  ['', /is not a camera\. Write /],
  ['video0', /"video0" is not a camera\. Write /],
  ['serial:', /"serial:" is not a camera|names no serial port/],
  ['serial:/dev/ttyUSB0@1234', /baud .*\. Write /],
  ['top=/dev/video0', /"top=" is not a mount\. Write /],
])('"%s" is refused with what may be written', (word, message) => {
  expect(() => parseCameraArgument(word)).toThrow(message)
})

test.each(['rstp://admin:s3cret@10.0.0.5/', 'rtsp://admin:s3cret#@', 'front=admin:s3cret@10.0.0.5'])(
  'a mistyped address is refused without repeating its password: %s',
  (word) => {
    expect(() => parseCameraArgument(word)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('s3cret') }),
    )
    expect(() => parseCameraArgument(word)).toThrow(/Write \/dev\/video0/)
  },
)
