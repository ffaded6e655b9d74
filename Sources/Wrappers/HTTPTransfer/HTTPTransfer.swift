internal import CCurl
internal import Glibc
internal import Synchronization

/// Requests to one server after another over one connection that is kept, by libcurl.
///
/// TLS 1.2 and newer, verified; redirects are never followed, so no request, nor what it is
/// signed with, reaches another host than the one it was made for. One request at a time: others
/// wait. What is sent from a file is read as it goes, so memory does not grow with it.
package final class HTTPTransfer: Sendable {
  private let handle: Mutex<EasyHandle>

  package init(_ settings: HTTPSettings) throws(HTTPFailure) {
    handle = Mutex(try EasyHandle(settings))
  }

  /// Sends one request and waits for its answer; a status of failure is an answer too.
  package func send(_ request: HTTPRequest) throws(HTTPFailure) -> HTTPAnswer {
    try handle.withLock { handle throws(HTTPFailure) in try handle.perform(request) }
  }
}

/// Owns one of libcurl's handles, and with it the connection.
@safe private struct EasyHandle: ~Copyable {
  private let pointer: OpaquePointer
  private let settings: HTTPSettings

  init(_ settings: HTTPSettings) throws(HTTPFailure) {
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK,
      let made = unsafe curl_easy_init()
    else { throw .unreachable }
    unsafe pointer = OpaquePointer(made)
    self.settings = settings
    // A write to a connection that the other side has closed is an error, not an end.
    signal(SIGPIPE, SIG_IGN)
  }

  deinit { unsafe curl_easy_cleanup(UnsafeMutableRawPointer(pointer)) }

  func perform(_ request: HTTPRequest) throws(HTTPFailure) -> HTTPAnswer {
    guard let exchange = Exchange(request) else { throw .body }
    let handle = unsafe UnsafeMutableRawPointer(pointer)
    // Keeps the connection, its TLS session and what names were found to be.
    unsafe curl_easy_reset(handle)
    unsafe apply(settings, to: handle)
    unsafe apply(request, to: handle)
    var list: UnsafeMutablePointer<curl_slist>?
    for (name, value) in request.headers {
      unsafe list = curl_slist_append(list, value.isEmpty ? name + ";" : name + ": " + value)
    }
    defer { unsafe curl_slist_free_all(list) }
    unsafe _ = callreel_curl_list(handle, CURLOPT_HTTPHEADER, list)
    let outcome = withExtendedLifetime(exchange) {
      unsafe connect(handle, to: exchange)
      return unsafe curl_easy_perform(handle)
    }
    let isWhole = outcome == CURLE_OK || exchange.isOver && request.excess == .cut
    guard isWhole else { throw unsafe failure(outcome, exchange, handle) }
    let status = unsafe callreel_curl_info(handle, CURLINFO_RESPONSE_CODE)
    return HTTPAnswer(status: status, headers: exchange.headers, body: exchange.received)
  }

  private func apply(_ settings: HTTPSettings, to handle: UnsafeMutableRawPointer) {
    for (option, value) in [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_TCP_KEEPALIVE, 1),
      (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
      (CURLOPT_CONNECTTIMEOUT, settings.connectSeconds), (CURLOPT_LOW_SPEED_LIMIT, 100),
      (CURLOPT_LOW_SPEED_TIME, settings.stallSeconds),
    ] { unsafe _ = callreel_curl_number(handle, option, value) }
    unsafe _ = callreel_curl_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    if let proxy = settings.proxy { unsafe _ = callreel_curl_text(handle, CURLOPT_PROXY, proxy) }
    if let file = settings.certificateAuthority {
      unsafe _ = callreel_curl_text(handle, CURLOPT_CAINFO, file)
      unsafe _ = callreel_curl_text(handle, CURLOPT_CAPATH, nil)
    }
    if let file = settings.clientCertificate {
      unsafe _ = callreel_curl_text(handle, CURLOPT_SSLCERT, file)
      unsafe _ = callreel_curl_text(handle, CURLOPT_SSLKEY, settings.clientKey ?? file)
    }
    if let speed = settings.bytesPerSecond {
      unsafe _ = callreel_curl_size(handle, CURLOPT_MAX_SEND_SPEED_LARGE, Int64(speed))
    }
  }

  private func apply(_ request: HTTPRequest, to handle: UnsafeMutableRawPointer) {
    unsafe _ = callreel_curl_text(handle, CURLOPT_URL, request.url)
    switch request.method {
    case .get: unsafe _ = callreel_curl_number(handle, CURLOPT_HTTPGET, 1)
    case .head: unsafe _ = callreel_curl_number(handle, CURLOPT_NOBODY, 1)
    case .delete:
      unsafe _ = callreel_curl_text(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    case .put:
      unsafe _ = callreel_curl_number(handle, CURLOPT_UPLOAD, 1)
      unsafe _ = callreel_curl_size(
        handle, CURLOPT_INFILESIZE_LARGE, Int64(request.body.count))
    }
  }

  private func connect(_ handle: UnsafeMutableRawPointer, to exchange: Exchange) {
    let context = unsafe Unmanaged.passUnretained(exchange).toOpaque()
    unsafe callreel_curl_callbacks(
      handle,
      { bytes, size, count, context in
        guard let context = unsafe context else { return 0 }
        return unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().give(
          UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
      },
      { context, place, origin in
        guard let context = unsafe context, origin == SEEK_SET else { return 1 }
        let exchange = unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
        return exchange.rewind(to: place) ? 0 : 1
      },
      { bytes, size, count, context in
        guard let context = unsafe context else { return 0 }
        return unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().take(
          UnsafeRawBufferPointer(start: bytes, count: size * count))
      },
      { bytes, size, count, context in
        guard let context = unsafe context else { return 0 }
        return unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().takeHeader(
          UnsafeRawBufferPointer(start: bytes, count: size * count))
      }, context)
  }

  private func failure(
    _ outcome: CURLcode, _ exchange: Exchange, _ handle: UnsafeMutableRawPointer
  ) -> HTTPFailure {
    if exchange.hasBodyFailed { return .body }
    switch outcome {
    case CURLE_PEER_FAILED_VERIFICATION:
      // X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL.
      return unsafe callreel_curl_info(handle, CURLINFO_SSL_VERIFYRESULT) == 10
        ? .expired : .untrusted
    case CURLE_SSL_CONNECT_ERROR: return .untrusted
    case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM: return .certificateFile
    case CURLE_WRITE_ERROR, CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL,
      CURLE_URL_MALFORMAT, CURLE_BAD_CONTENT_ENCODING:
      return .malformed
    default: return .unreachable
    }
  }
}
