internal import CSodium

private typealias StreamState = crypto_secretstream_xchacha20poly1305_state

/// Seals the messages of one segment: a secretstream of its own, with a fresh random header.
///
/// A stream that was cut is never taken up again, so no key stream serves twice.
struct SegmentWriter: ~Copyable {
  private var state: SecretBytes
  let header: [UInt8]

  init(key: borrowing SecretBytes) {
    var state = SecretBytes(count: crypto_secretstream_xchacha20poly1305_statebytes())
    var header = [UInt8](
      repeating: 0, count: crypto_secretstream_xchacha20poly1305_headerbytes())
    unsafe key.withPointer { key in
      unsafe state.withMutablePointer { state in
        _ = unsafe crypto_secretstream_xchacha20poly1305_init_push(
          UnsafeMutableRawPointer(state).assumingMemoryBound(to: StreamState.self), &header, key)
      }
    }
    self.state = state
    self.header = header
  }

  mutating func push(_ plaintext: [UInt8], associated: [UInt8]) -> [UInt8] {
    var message = [UInt8](
      repeating: 0, count: plaintext.count + crypto_secretstream_xchacha20poly1305_abytes())
    let tag = crypto_secretstream_xchacha20poly1305_tag_message()
    unsafe state.withMutablePointer { state in
      _ = unsafe crypto_secretstream_xchacha20poly1305_push(
        UnsafeMutableRawPointer(state).assumingMemoryBound(to: StreamState.self), &message, nil,
        plaintext, UInt64(plaintext.count), associated, UInt64(associated.count), tag)
    }
    return message
  }
}

/// Opens the messages of one segment, in order.
struct SegmentReader: ~Copyable {
  private var state = SecretBytes(count: crypto_secretstream_xchacha20poly1305_statebytes())

  /// Traps unless the header has 24 bytes.
  init(key: borrowing SecretBytes, header: [UInt8]) {
    precondition(
      header.count == crypto_secretstream_xchacha20poly1305_headerbytes(),
      "a stream header has 24 bytes")
    unsafe key.withPointer { key in
      unsafe state.withMutablePointer { state in
        _ = unsafe crypto_secretstream_xchacha20poly1305_init_pull(
          UnsafeMutableRawPointer(state).assumingMemoryBound(to: StreamState.self), header, key)
      }
    }
  }

  /// Nil for another key, another place in the stream, a changed message or another tag.
  mutating func pull(_ message: [UInt8], associated: [UInt8]) -> [UInt8]? {
    let overhead = crypto_secretstream_xchacha20poly1305_abytes()
    guard message.count >= overhead else { return nil }
    var plaintext = [UInt8](repeating: 0, count: message.count - overhead)
    var tag: UInt8 = 0xFF
    let status = unsafe state.withMutablePointer { state in
      unsafe crypto_secretstream_xchacha20poly1305_pull(
        UnsafeMutableRawPointer(state).assumingMemoryBound(to: StreamState.self), &plaintext, nil,
        &tag, message, UInt64(message.count), associated, UInt64(associated.count))
    }
    guard status == 0, tag == crypto_secretstream_xchacha20poly1305_tag_message() else {
      return nil
    }
    return plaintext
  }
}
