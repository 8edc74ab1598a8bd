// Imported first by a host's entry, before anything starts libuv's pool: FFmpeg's blocking reads of a network
// camera hold one of its threads each, and with the default of four a few cameras would stop all file access.
process.env['UV_THREADPOOL_SIZE'] ??= '16'
