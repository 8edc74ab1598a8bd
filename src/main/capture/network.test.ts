import { expect, test } from 'vitest'
import { describeAddress } from './network.ts'

test.each([
  ['rtsp://admin:s3cret@10.0.0.5:554/Streaming/101', 'rtsp://10.0.0.5:554'],
  ['rtsp://10.0.0.5/user=admin&password=s3cret&channel=1', 'rtsp://10.0.0.5'],
  ['http://cam.local:8080/video?user=admin&pwd=s3cret', 'http://cam.local:8080'],
  ['rtsp://admin:s3cret#?@@10.0.0.5/x', 'network camera'],
])('an address is shown without anything that may be secret: %s', (url, shown) => {
  expect(describeAddress(url)).toBe(shown)
})
