internal import CCurl
internal import Glibc

/// Why there is no connection, or no longer.
package enum NetworkError: Error, Equatable, Sendable {
  /// Nobody answers at the address.
  case unreachable
  /// The other side has no certificate that is trusted, or speaks no TLS.
  case untrusted
  /// The other side has gone, or takes nothing any more.
  case closed
}

/// One connection to another machine: TCP, or TLS 1.2 and newer.
///
/// libcurl connects and encrypts (CURLOPT_CONNECT_ONLY); nothing of HTTP is spoken, and no proxy
/// asked.
@safe package struct NetworkStream: ~Copyable {
  private static let connectMilliseconds = 5000
  private static let sendMilliseconds: Int32 = 5000

  private let handle: OpaquePointer
  /// For poll; what has come may be waiting decrypted, so ``receive(limit:)`` until it is nil.
  package let descriptor: Int32

  /// Connects, within 5 s.
  ///
  /// `certificateAuthority`: a file of certificates that are trusted instead of the system's.
  package init(
    host: String, port: UInt16, isEncrypted: Bool = false, certificateAuthority: String? = nil
  ) throws(NetworkError) {
    let name = host.contains(":") ? "[\(host)]" : host
    let address = (isEncrypted ? "https://" : "http://") + name + ":\(port)/"
    let made = unsafe try Self.open(address, certificateAuthority)
    unsafe handle = made
    descriptor = unsafe callreel_curl_descriptor(UnsafeMutableRawPointer(made))
  }

  private static func open(
    _ address: String, _ certificateAuthority: String?
  ) throws(NetworkError) -> OpaquePointer {
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK,
      let made = unsafe curl_easy_init()
    else { throw .unreachable }
    let outcome = unsafe connect(made, to: address, certificateAuthority)
    guard outcome != CURLE_OK else { return OpaquePointer(made) }
    unsafe curl_easy_cleanup(made)
    let isUntrusted = [
      CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE,
    ].contains(outcome)
    throw isUntrusted ? .untrusted : .unreachable
  }

  private static func connect(
    _ handle: UnsafeMutableRawPointer, to address: String, _ certificateAuthority: String?
  ) -> CURLcode {
    unsafe _ = callreel_curl_text(handle, CURLOPT_URL, address)
    unsafe _ = callreel_curl_text(handle, CURLOPT_PROXY, "")
    if let certificateAuthority {
      unsafe _ = callreel_curl_text(handle, CURLOPT_CAINFO, certificateAuthority)
      unsafe _ = callreel_curl_text(handle, CURLOPT_CAPATH, nil)
    }
    for (option, value) in [
      (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_NOSIGNAL, 1), (CURLOPT_SSL_ENABLE_ALPN, 0),
      (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      (CURLOPT_CONNECTTIMEOUT_MS, connectMilliseconds),
    ] { unsafe _ = callreel_curl_number(handle, option, value) }
    return unsafe curl_easy_perform(handle)
  }

  deinit { unsafe curl_easy_cleanup(UnsafeMutableRawPointer(handle)) }

  /// What has come, at most `limit` bytes; nil where nothing has.
  package borrowing func receive(limit: Int) throws(NetworkError) -> [UInt8]? {
    var outcome = CURLE_OK
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      unsafe outcome = curl_easy_recv(
        UnsafeMutableRawPointer(handle), buffer.baseAddress, limit, &count)
      if outcome != CURLE_OK { count = 0 }
    }
    if outcome == CURLE_AGAIN { return nil }
    guard outcome == CURLE_OK, !bytes.isEmpty else { throw .closed }
    return bytes
  }

  /// Sends all of `bytes`; waits for room, at most 5 s.
  package borrowing func send(_ bytes: [UInt8]) throws(NetworkError) {
    var offset = 0
    while offset < bytes.count {
      var count = 0
      let outcome = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
        return unsafe curl_easy_send(
          UnsafeMutableRawPointer(handle), rest.baseAddress, rest.count, &count)
      }
      if outcome == CURLE_OK {
        offset += count
      } else {
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let isRoom = unsafe poll(&room, 1, Self.sendMilliseconds) > 0
        guard outcome == CURLE_AGAIN, isRoom else { throw .closed }
      }
    }
  }
}
