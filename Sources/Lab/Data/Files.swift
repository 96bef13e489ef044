import CZlib
import Glibc

/// The bytes of a file.
func readFile(_ path: String, from origin: DataOrigin) throws(DataError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw .unreadable(path: path, from: origin) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        throw .unreadable(path: path, from: origin)
    }
    let size = Int(status.st_size)
    var complete = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        while count < size {
            let got = read(descriptor, buffer.baseAddress! + count, size - count)
            if got <= 0 { break }
            count += got
        }
        complete = count == size
    }
    guard complete else { throw .unreadable(path: path, from: origin) }
    return bytes
}

/// The content of a gzip file (RFC 1952), unpacked by zlib, which checks its CRC.
func unpackGzip(
    _ bytes: [UInt8], path: String, from origin: DataOrigin
) throws(DataError) -> [UInt8] {
    // 15: the largest window; + 16: gzip's header instead of zlib's.
    guard let content = inflated(bytes, windowBits: 15 + 16) else { throw .notGzip(path: path, from: origin) }
    return content
}

/// What zlib unpacks; nil where the bytes are no complete packed content. `windowBits` says of which form, as zlib counts.
func inflated(_ bytes: [UInt8], windowBits: Int32) -> [UInt8]? {
    var stream = z_stream()
    guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
        return nil
    }
    defer { inflateEnd(&stream) }
    var unpacked: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var status = Z_OK
    bytes.withUnsafeBufferPointer { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        while status == Z_OK {
            let room = chunk.count
            let written = chunk.withUnsafeMutableBufferPointer { output in
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(room)
                status = inflate(&stream, Z_NO_FLUSH)
                return room - Int(stream.avail_out)
            }
            unpacked.append(contentsOf: chunk[..<written])
        }
    }
    return status == Z_STREAM_END ? unpacked : nil
}
